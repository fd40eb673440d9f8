package io.rserpool.quickstart.picture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.rserpool.PoolSession;
import io.rserpool.PoolUser;
import io.rserpool.SessionOptions;
import io.rserpool.session.Target;
import io.rserpool.session.UserSessionSnapshot;
import io.rserpool.session.UserSessionState;
import io.rserpool.wire.PoolHandle;

/**
 * All easels: each picture is one session, and as many pictures as there are easels are
 * painted at the same time, so that all painters have work.
 */
public final class Studio implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Studio.class);

	private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

	private static final long LOOK_MILLIS = 250;

	private static final long PATIENCE_MILLIS = 300;

	private final PoolUser user;

	private final PoolHandle handle;

	private final CountDownLatch stop = new CountDownLatch(1);

	private final ScheduledExecutorService clock;

	private final List<Easel> easels = new ArrayList<>();

	private final List<Thread> threads = new ArrayList<>();

	/**
	 * A studio with an easel for each place of the gallery; it does not work yet.
	 * @param interlude how long a complete picture stays
	 * @param bandsPerSecond of all pictures together, at most; 0 = no bound
	 * @param options of the sessions
	 */
	public Studio(PoolUser user, PoolHandle handle, Gallery gallery, PaintingListener listener, Duration interlude,
			double bandsPerSecond, SessionOptions options) {
		this.user = user;
		this.handle = handle;
		this.clock = Executors.newSingleThreadScheduledExecutor((task) -> daemon(task, "quickstart-pace"));
		int places = gallery.current().size();
		// Bands are acknowledged by the pace. A session outlives any time without
		// painters.
		SessionOptions patient = options.manualAcknowledgement(true).giveUpAfter(Duration.ZERO);
		for (int place = 0; place < places; place++) {
			Easel easel = new Easel(place, user, handle, patient, gallery,
					new Pace(bandsPerSecond / places, gallery, this.clock), listener, interlude, this.stop);
			this.easels.add(easel);
			this.threads.add(daemon(easel, "quickstart-easel-" + (place + 1)));
		}
	}

	private static Thread daemon(Runnable task, String name) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		return thread;
	}

	/** Begins to work. */
	public void start() {
		this.clock.scheduleWithFixedDelay(this::lookAgain, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
		this.threads.forEach(Thread::start);
	}

	/**
	 * Sessions that wait look again by themselves, at growing intervals: too long here.
	 */
	private void lookAgain() {
		boolean waiting = this.easels.stream()
			.map(Easel::session)
			.anyMatch((session) -> session != null && session.state() == UserSessionState.WAITING);
		if (!waiting) {
			return;
		}
		try {
			this.user.populate(this.handle)
				.whenComplete((found, failure) -> logger.debug("Looked for painters: {}",
						(failure != null) ? failure.getMessage() : found));
		}
		catch (IllegalStateException ex) {
			logger.debug("The pool user is closed");
		}
	}

	/** The sessions of now, by place. */
	public List<Sitting> sittings() {
		Map<String, UserSessionSnapshot> known = snapshots();
		return this.easels.stream().map((easel) -> sitting(easel, known)).filter(Objects::nonNull).toList();
	}

	private Map<String, UserSessionSnapshot> snapshots() {
		try {
			return this.user.sessions()
				.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
				.stream()
				.collect(Collectors.toMap((session) -> session.id().toString(), Function.identity()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException | RuntimeException ex) {
			logger.debug("The sessions do not answer the page", ex);
		}
		return Map.of();
	}

	private static @Nullable Sitting sitting(Easel easel, Map<String, UserSessionSnapshot> known) {
		PoolSession session = easel.session();
		UserSessionSnapshot now = (session != null) ? known.get(session.id().toString()) : null;
		if (now == null) {
			return null;
		}
		Target target = now.target();
		return new Sitting(easel.place(), now.id().toString(), now.state(), (target != null) ? target.element() : null,
				now.failovers(), now.cookieOctets(), now.cookieAge());
	}

	/** Ends the work; sessions are cut off. */
	@Override
	public void close() {
		this.stop.countDown();
		this.clock.shutdownNow();
		this.threads.forEach(Thread::interrupt);
		long until = System.nanoTime() + CLOSE_TIMEOUT.toNanos();
		for (Thread thread : this.threads) {
			try {
				thread.join(Math.max(1, (until - System.nanoTime()) / 1_000_000));
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return;
			}
		}
	}

}
