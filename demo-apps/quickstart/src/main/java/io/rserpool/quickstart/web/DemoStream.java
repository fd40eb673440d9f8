package io.rserpool.quickstart.web;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import io.rserpool.quickstart.process.Painter;
import io.rserpool.quickstart.process.PainterListener;

/**
 * Brings what changes to the open pages, twice a second: rendered once for all of them,
 * and not at all while there are none. Ends the streams before the web server waits for
 * its requests.
 */
class DemoStream implements SmartLifecycle, PainterListener {

	private static final Logger logger = LoggerFactory.getLogger(DemoStream.class);

	private static final int MOST_VIEWERS = 50;

	private static final long INTERVAL_MILLIS = 500;

	private final DemoViews views;

	private final DemoFragments fragments;

	private final Set<DemoViewer> viewers = ConcurrentHashMap.newKeySet();

	private final ScheduledExecutorService timer = Executors
		.newSingleThreadScheduledExecutor((task) -> daemon(task, "quickstart-page"));

	private final ExecutorService senders = Executors.newCachedThreadPool((task) -> daemon(task, "quickstart-send"));

	private volatile boolean running;

	DemoStream(DemoViews views, DemoFragments fragments) {
		this.views = views;
		this.fragments = fragments;
	}

	private static Thread daemon(Runnable task, String name) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		return thread;
	}

	/** A stream for one more page. */
	SseEmitter open(String base) {
		if (!this.running || this.viewers.size() >= MOST_VIEWERS) {
			throw new ResponseStatusException(HttpStatus.SERVICE_UNAVAILABLE, "Too many open pages");
		}
		DemoViewer viewer = new DemoViewer(base);
		viewer.emitter().onCompletion(() -> this.viewers.remove(viewer));
		viewer.emitter().onError((ex) -> this.viewers.remove(viewer));
		this.viewers.add(viewer);
		hurry();
		return viewer.emitter();
	}

	/** Brings what changed now, without waiting for the next round. */
	void hurry() {
		try {
			this.timer.execute(this::round);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("The page's stream has ended");
		}
	}

	@Override
	public void started(Painter painter) {
		hurry();
	}

	@Override
	public void ended(Painter painter) {
		hurry();
	}

	private void round() {
		try {
			Map<String, Map<String, String>> rendered = new HashMap<>();
			for (DemoViewer viewer : this.viewers) {
				Map<String, String> current = rendered.computeIfAbsent(viewer.base(),
						(base) -> this.fragments.render(this.views.view(base), base));
				if (viewer.take()) {
					this.senders.execute(() -> send(viewer, current));
				}
			}
		}
		catch (RuntimeException ex) {
			logger.warn("The page could not be rendered", ex);
		}
	}

	private void send(DemoViewer viewer, Map<String, String> current) {
		try {
			viewer.send(current);
		}
		catch (IOException | IllegalStateException ex) {
			logger.debug("A page is gone: {}", ex.getMessage());
			this.viewers.remove(viewer);
		}
	}

	@Override
	public void start() {
		this.running = true;
		this.timer.scheduleWithFixedDelay(this::round, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
	}

	@Override
	public void stop() {
		this.running = false;
		this.timer.shutdownNow();
		this.viewers.forEach(DemoViewer::close);
		this.senders.shutdown();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return DEFAULT_PHASE;
	}

}
