package io.rserpool.dashboard;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * One open stream. Remembers what was sent, and sends only what reads differently: ages
 * are told by the browser itself and do not count as a change.
 */
class LiveViewer {

	private static final Pattern TIMES = Pattern.compile("<time[^>]*>[^<]*</time>");

	private final LiveRequest request;

	private final SseEmitter emitter;

	private final AtomicBoolean busy = new AtomicBoolean();

	private final Map<String, Integer> sent = new HashMap<>();

	private volatile boolean begun;

	LiveViewer(LiveRequest request, SseEmitter emitter) {
		this.request = request;
		this.emitter = emitter;
	}

	LiveRequest request() {
		return this.request;
	}

	SseEmitter emitter() {
		return this.emitter;
	}

	/** Whether this thread may send now; a slow viewer misses a round, not a change. */
	boolean acquire() {
		return this.busy.compareAndSet(false, true);
	}

	void release() {
		this.busy.set(false);
	}

	/** Sends the fragments that changed, then the time of the numbers. */
	void update(Map<String, String> fragments, String time) throws IOException {
		for (Map.Entry<String, String> fragment : fragments.entrySet()) {
			int text = TIMES.matcher(fragment.getValue()).replaceAll("").hashCode();
			Integer before = this.sent.put(fragment.getKey(), text);
			if (before == null || before != text) {
				this.emitter.send(SseEmitter.event().name(fragment.getKey()).data(fragment.getValue()));
			}
		}
		if (!this.begun) {
			this.begun = true;
			this.emitter.send(SseEmitter.event().reconnectTime(1000).name("tick").data(time));
		}
		else {
			this.emitter.send(SseEmitter.event().name("tick").data(time));
		}
	}

	void keepAlive() throws IOException {
		this.emitter.send(SseEmitter.event().comment("alive"));
	}

}
