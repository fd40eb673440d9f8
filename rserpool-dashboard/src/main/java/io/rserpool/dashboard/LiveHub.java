package io.rserpool.dashboard;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * All open streams. Twice a second it renders what somebody looks at, once for all who
 * look at the same, and hands it to the viewers; every ten seconds it says that it lives.
 * It ends the streams when the context begins to stop: an open stream would hold up the
 * web server's graceful shutdown, which drains at {@code DEFAULT_PHASE - 1024}.
 */
class LiveHub implements SmartLifecycle {

	static final int PHASE = DEFAULT_PHASE - 512;

	private static final long ROUND_MILLIS = 500;

	private static final int ROUNDS_PER_KEEP_ALIVE = 20;

	/** Without viewers, rounds only sample the counters, and only some of them. */
	private static final int ROUNDS_PER_SAMPLE = 10;

	private static final int SENDERS = 4;

	private static final Logger logger = LoggerFactory.getLogger(LiveHub.class);

	private final LiveRenderer renderer;

	private final int mostViewers;

	private final Set<LiveViewer> viewers = ConcurrentHashMap.newKeySet();

	private @Nullable ScheduledExecutorService rounds;

	private @Nullable ExecutorService senders;

	private long round;

	LiveHub(LiveRenderer renderer, int mostViewers) {
		this.renderer = renderer;
		this.mostViewers = mostViewers;
	}

	/**
	 * Opens a stream, or returns null if there are too many or the context stops.
	 */
	synchronized @Nullable SseEmitter open(LiveRequest request) {
		if (this.rounds == null || this.viewers.size() >= this.mostViewers || !this.renderer.knows(request.page())) {
			return null;
		}
		SseEmitter emitter = new SseEmitter(0L);
		LiveViewer viewer = new LiveViewer(request, emitter);
		emitter.onCompletion(() -> this.viewers.remove(viewer));
		emitter.onError((ex) -> this.viewers.remove(viewer));
		this.viewers.add(viewer);
		return emitter;
	}

	int viewers() {
		return this.viewers.size();
	}

	private void round() {
		try {
			this.round++;
			if (this.viewers.isEmpty()) {
				if (this.round % ROUNDS_PER_SAMPLE == 0) {
					this.renderer.sample();
				}
				return;
			}
			Map<LiveRequest, Map<String, String>> rendered = new HashMap<>();
			for (LiveViewer viewer : this.viewers) {
				Map<String, String> fragments = rendered.computeIfAbsent(viewer.request(), this.renderer::render);
				hand(viewer, fragments, this.round % ROUNDS_PER_KEEP_ALIVE == 0);
			}
		}
		catch (RuntimeException ex) {
			// A round that throws would be the last one.
			logger.warn("A live update of the dashboard failed", ex);
		}
	}

	private void hand(LiveViewer viewer, Map<String, String> fragments, boolean keepAlive) {
		ExecutorService senders = this.senders;
		if (senders == null || !viewer.acquire()) {
			return;
		}
		boolean fresh = this.renderer.isFresh();
		try {
			senders.execute(() -> send(viewer, fragments, fresh, keepAlive));
		}
		catch (RejectedExecutionException ex) {
			viewer.release();
		}
	}

	private void send(LiveViewer viewer, Map<String, String> fragments, boolean fresh, boolean keepAlive) {
		try {
			viewer.update(fragments, fresh ? this.renderer.time() : "");
			if (keepAlive) {
				viewer.keepAlive();
			}
		}
		catch (IOException | IllegalStateException ex) {
			// The browser is gone: an everyday end of a stream.
			this.viewers.remove(viewer);
		}
		finally {
			viewer.release();
		}
	}

	@Override
	public synchronized void start() {
		if (this.rounds != null) {
			return;
		}
		this.senders = Executors.newFixedThreadPool(SENDERS, threads("rserpool-dashboard-send-"));
		ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(threads("rserpool-dashboard-"));
		rounds.scheduleWithFixedDelay(this::round, ROUND_MILLIS, ROUND_MILLIS, TimeUnit.MILLISECONDS);
		this.rounds = rounds;
	}

	@Override
	public synchronized void stop() {
		if (this.rounds != null) {
			this.rounds.shutdownNow();
			this.rounds = null;
		}
		this.viewers.forEach((viewer) -> viewer.emitter().complete());
		this.viewers.clear();
		if (this.senders != null) {
			this.senders.shutdown();
			this.senders = null;
		}
	}

	@Override
	public synchronized boolean isRunning() {
		return this.rounds != null;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

	private static ThreadFactory threads(String prefix) {
		AtomicInteger number = new AtomicInteger();
		return (task) -> {
			Thread thread = new Thread(task, prefix + number.incrementAndGet());
			thread.setDaemon(true);
			return thread;
		};
	}

}
