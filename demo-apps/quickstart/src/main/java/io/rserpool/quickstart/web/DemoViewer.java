package io.rserpool.quickstart.web;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * One open page: knows what it was sent, and is sent only what is new.
 */
class DemoViewer {

	private final SseEmitter emitter = new SseEmitter(0L);

	private final String base;

	private final Map<String, String> sent = new HashMap<>();

	private final AtomicBoolean busy = new AtomicBoolean();

	DemoViewer(String base) {
		this.base = base;
	}

	SseEmitter emitter() {
		return this.emitter;
	}

	String base() {
		return this.base;
	}

	/** Takes the right to send; false while the last sending is under way. */
	boolean take() {
		return this.busy.compareAndSet(false, true);
	}

	/**
	 * Sends what changed and a tick, which says that all is fresh, and gives the right to
	 * send back.
	 * @throws IOException if the page is gone
	 */
	void send(Map<String, String> fragments) throws IOException {
		try {
			for (Map.Entry<String, String> fragment : fragments.entrySet()) {
				if (!fragment.getValue().equals(this.sent.get(fragment.getKey()))) {
					this.emitter
						.send(SseEmitter.event().name("fragment").id(fragment.getKey()).data(fragment.getValue()));
					this.sent.put(fragment.getKey(), fragment.getValue());
				}
			}
			this.emitter.send(SseEmitter.event().name("tick").data(""));
		}
		finally {
			this.busy.set(false);
		}
	}

	void close() {
		this.emitter.complete();
	}

}
