package io.rserpool.quickstart.server;

import java.io.PrintStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

import io.rserpool.EnrpServer;
import io.rserpool.enrp.EnrpSnapshot;
import io.rserpool.event.EventStream;
import io.rserpool.quickstart.report.ServerNews;
import io.rserpool.quickstart.report.ServerReport;

/**
 * Writes what an ENRP server sees, when it has changed, and the steps of its takeovers at
 * once. One line a piece: the parent process reads them among what else the server
 * writes.
 */
class ServerReporter implements SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(ServerReporter.class);

	private static final long INTERVAL_MILLIS = 200;

	private final EnrpServer server;

	private final EventStream events;

	private final PrintStream out;

	private @Nullable ScheduledExecutorService timer;

	private EventStream.@Nullable Subscription subscription;

	private String last = "";

	ServerReporter(EnrpServer server, EventStream events, PrintStream out) {
		this.server = server;
		this.events = events;
		this.out = out;
	}

	@Override
	public void start() {
		this.subscription = this.events.subscribe(
				(occurrence) -> ServerNews.of(occurrence.event()).ifPresent((news) -> this.out.println(news.line())));
		ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, "server-report");
			thread.setDaemon(true);
			return thread;
		});
		timer.scheduleWithFixedDelay(this::ask, 0, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
		this.timer = timer;
	}

	private void ask() {
		try {
			this.server.snapshot().thenAccept(this::tell);
		}
		catch (RuntimeException ex) {
			// The next round asks again; one that throws would be the last.
			logger.debug("The server does not answer", ex);
		}
	}

	private synchronized void tell(EnrpSnapshot snapshot) {
		String line = ServerReport.of(snapshot).line();
		if (!line.equals(this.last)) {
			this.last = line;
			this.out.println(line);
		}
	}

	@Override
	public void stop() {
		if (this.timer != null) {
			this.timer.shutdownNow();
			this.timer = null;
		}
		if (this.subscription != null) {
			this.subscription.close();
			this.subscription = null;
		}
	}

	@Override
	public boolean isRunning() {
		return this.timer != null;
	}

}
