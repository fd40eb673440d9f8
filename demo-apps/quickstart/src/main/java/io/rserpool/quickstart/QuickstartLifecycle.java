package io.rserpool.quickstart;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

import io.rserpool.EnrpServer;
import io.rserpool.event.EventStream;
import io.rserpool.event.Occurrence;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.quickstart.picture.Studio;
import io.rserpool.quickstart.process.Painters;
import io.rserpool.quickstart.process.ServerListener;
import io.rserpool.quickstart.process.ServerProcess;
import io.rserpool.quickstart.process.ServerState;
import io.rserpool.quickstart.process.Servers;
import io.rserpool.quickstart.story.Chronicle;
import io.rserpool.quickstart.story.ServerStory;
import io.rserpool.wire.PoolHandle;

/**
 * Starts servers and painters when everything else runs, so that a busy port ends the
 * application before it has children, and the work with the first painter; and ends them
 * first, while the server still takes their farewell. The first painter starts at once,
 * each other one as soon as there is a server for it.
 */
final class QuickstartLifecycle implements SmartLifecycle, ServerListener {

	private final int count;

	private final Duration patience;

	private final EventStream events;

	private final EnrpServer server;

	private final Servers servers;

	private final ServerStory story;

	private final Painters painters;

	private final Chronicle chronicle;

	private final Studio studio;

	private final PoolHandle pool;

	private final AtomicBoolean begun = new AtomicBoolean();

	private int started;

	private EventStream.@Nullable Subscription subscription;

	private EventStream.@Nullable Subscription storySubscription;

	private EventStream.@Nullable Subscription firstElement;

	QuickstartLifecycle(PoolHandle pool, int count, Duration patience, EventStream events, EnrpServer server,
			Servers servers, ServerStory story, Painters painters, Chronicle chronicle, Studio studio) {
		this.pool = pool;
		this.count = count;
		this.patience = patience;
		this.events = events;
		this.server = server;
		this.servers = servers;
		this.story = story;
		this.painters = painters;
		this.chronicle = chronicle;
		this.studio = studio;
	}

	@Override
	public void start() {
		this.subscription = this.events.subscribe(this.chronicle);
		this.firstElement = this.events.subscribe(this::begin);
		this.painters.listen(this.chronicle);
		this.storySubscription = this.events.subscribe(this.story);
		this.servers.self(this.server.id());
		this.servers.listen(this);
		this.servers.startAll();
		startPainters(false);
		CompletableFuture.delayedExecutor(this.patience.toMillis(), TimeUnit.MILLISECONDS)
			.execute(() -> startPainters(true));
	}

	/**
	 * Starts as many painters as there are servers.
	 * @param all whether to wait for no more servers
	 */
	private synchronized void startPainters(boolean all) {
		if (this.subscription == null) {
			return;
		}
		long serving = this.servers.all().stream().filter(QuickstartLifecycle::isUp).count();
		boolean more = this.servers.all().stream().anyMatch((server) -> server.isRunning() && !isUp(server));
		long wanted = (all || !more) ? this.count : Math.min(this.count, 1 + serving);
		for (; this.started < wanted; this.started++) {
			this.painters.start();
		}
	}

	private static boolean isUp(ServerProcess server) {
		return server.state() == ServerState.UP;
	}

	@Override
	public void started(ServerProcess server) {
	}

	@Override
	public void serving(ServerProcess server) {
		startPainters(false);
	}

	@Override
	public void ended(ServerProcess server) {
		startPainters(false);
	}

	/** Nobody is asked before there is somebody to ask. */
	private void begin(Occurrence occurrence) {
		if (occurrence.event() instanceof RserpoolEvent.ElementRegistered registered
				&& this.pool.equals(registered.handle()) && this.begun.compareAndSet(false, true)) {
			this.studio.start();
		}
	}

	@Override
	public void stop() {
		close(this.firstElement);
		this.firstElement = null;
		this.studio.close();
		EventStream.Subscription events;
		synchronized (this) {
			events = this.subscription;
			this.subscription = null;
		}
		this.painters.close();
		this.servers.close();
		close(this.storySubscription);
		close(events);
	}

	private static void close(EventStream.@Nullable Subscription subscription) {
		if (subscription != null) {
			subscription.close();
		}
	}

	@Override
	public boolean isRunning() {
		return this.subscription != null;
	}

	@Override
	public int getPhase() {
		return DEFAULT_PHASE;
	}

}
