package io.rserpool;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.rserpool.asap.ElementStatus;
import io.rserpool.transport.Loop;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.TcpTransport;

/**
 * Chooses elements message by message, and keeps sessions with them. What it knows is
 * touched by tasks of its serial executor only.
 */
final class DefaultDataSender implements DataSender {

	static final long IDLE_MILLIS = 60_000;

	private static final Logger logger = LoggerFactory.getLogger(DataSender.class);

	private static final long CLOSE_MILLIS = 11_000;

	private final DefaultPoolUser user;

	private final DefaultAsapEndpoint endpoint;

	private final SessionOptions options;

	private final Loop loop;

	private final SerialExecutor serial;

	private final Admission admission;

	private final Map<PoolHandle, DataLane> lanes = new HashMap<>();

	/** The one that is unused for longest first. */
	private final Map<DataSession.Key, DataSession> sessions = new LinkedHashMap<>(16, 0.75f, true);

	/** Sessions that went elsewhere with messages that have no outcome yet. */
	private int leaving;

	private boolean sweeping;

	private boolean closed;

	private volatile int size;

	DefaultDataSender(DefaultPoolUser user, DefaultAsapEndpoint endpoint, SessionOptions options) {
		if (options.values().whenFull == WhenFull.BLOCK) {
			throw new IllegalArgumentException("A data sender blocks nobody: choose 'reject' for full queues");
		}
		if (options.values().element != null) {
			throw new IllegalArgumentException("A data sender chooses its elements itself");
		}
		this.user = user;
		this.endpoint = endpoint;
		this.options = options;
		this.loop = endpoint.sessions().loop();
		this.serial = new SerialExecutor(endpoint.callbacks());
		this.admission = new Admission(options.values().maxQueuedMessages, options.values().maxQueuedOctets);
	}

	@Override
	public CompletableFuture<DataSent> send(PoolHandle handle, byte[] message, DataSendOption... options) {
		return send(DataRequest.of(handle, null, message, options));
	}

	@Override
	public CompletableFuture<DataSent> send(PoolHandle handle, PoolElementId element, byte[] message,
			DataSendOption... options) {
		return send(DataRequest.of(handle, element, message, options));
	}

	private CompletableFuture<DataSent> send(DataRequest request) {
		if (!hasRoom(request)) {
			return CompletableFuture.failedFuture(new SessionQueueFullException(
					"Too many messages wait for the resolution of pool '" + request.handle() + "'"));
		}
		this.serial.execute(() -> {
			DataLane lane = this.lanes.computeIfAbsent(request.handle(), (handle) -> new DataLane());
			lane.waiting.add(request);
			chooseNext(lane);
		});
		return request.future();
	}

	private boolean hasRoom(DataRequest request) {
		try {
			return this.admission.enter(request.message().length, false);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/** One choice at a time for each pool, so that the order is kept. */
	private void chooseNext(DataLane lane) {
		DataRequest request = lane.choosing ? null : lane.waiting.poll();
		if (request == null) {
			return;
		}
		lane.choosing = true;
		choose(lane, request).whenComplete((chosen, failure) -> this.serial.execute(() -> {
			lane.choosing = false;
			this.admission.leave(request.message().length);
			if (chosen != null) {
				send(lane, request, chosen);
			}
			else if (failure != null) {
				fail(request, (failure instanceof CompletionException && failure.getCause() != null)
						? failure.getCause() : failure);
			}
			chooseNext(lane);
		}));
	}

	private void fail(DataRequest request, Throwable failure) {
		this.endpoint.callbacks().execute(() -> request.future().completeExceptionally(failure));
	}

	private CompletableFuture<List<Choice>> choose(DataLane lane, DataRequest request) {
		try {
			if (this.closed) {
				throw new IllegalStateException("The data sender is closed");
			}
			PoolElementId wanted = (request.element() == null && request.has(DataSendOption.SEND_TO_LAST)) ? lane.last
					: request.element();
			if (wanted != null) {
				return this.user.resolve(request.handle()).thenApply((all) -> List.of(named(wanted, all)));
			}
			if (request.has(DataSendOption.SEND_TO_ALL)) {
				return this.user.resolve(request.handle()).thenCombine(own(request), DefaultDataSender::without);
			}
			return this.user.selectAsync(request.handle()).thenApply((one) -> List.of(new Choice(one.id(), one)));
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private static Choice named(PoolElementId wanted, List<Selection> all) {
		return new Choice(wanted, all.stream().filter((one) -> one.id().equals(wanted)).findFirst().orElse(null));
	}

	private CompletableFuture<List<PoolElementId>> own(DataRequest request) {
		if (request.has(DataSendOption.SEND_TO_SELF)) {
			return CompletableFuture.completedFuture(List.of());
		}
		return this.endpoint.snapshot()
			.thenApply((snapshot) -> snapshot.elements()
				.stream()
				.filter((element) -> element.handle().equals(request.handle()))
				.map(ElementStatus::id)
				.toList());
	}

	private static List<Choice> without(List<Selection> all, Collection<PoolElementId> own) {
		return all.stream().filter((one) -> !own.contains(one.id())).map((one) -> new Choice(one.id(), one)).toList();
	}

	private void send(DataLane lane, DataRequest request, List<Choice> chosen) {
		boolean bound = request.isBound(this.options.values().sendOver);
		Map<PoolElementId, CompletableFuture<Void>> outcomes = new LinkedHashMap<>();
		for (Choice choice : chosen) {
			lane.last = choice.id();
			try {
				outcomes.put(choice.id(), send(choice, request, bound));
			}
			catch (RuntimeException ex) {
				if (chosen.size() == 1) {
					fail(request, ex);
					return;
				}
				outcomes.put(choice.id(), CompletableFuture.failedFuture(ex));
			}
		}
		DataSent sent = new DataSent(request.handle(), outcomes);
		this.endpoint.callbacks().execute(() -> request.future().complete(sent));
	}

	private CompletableFuture<Void> send(Choice choice, DataRequest request, boolean bound) {
		DataSession kept = session(new DataSession.Key(request.handle(), choice.id(), bound), choice);
		PoolSession session = kept.session;
		if (session == null) {
			throw new IllegalStateException("A session that was not opened");
		}
		kept.lastUsedMillis = this.loop.nowMillis();
		kept.outstanding++;
		CompletableFuture<Void> outcome = session.send(request.message(), request.sendOptions(bound));
		outcome.whenComplete((done, failure) -> this.serial.execute(() -> {
			kept.outstanding--;
			if (kept.retired && kept.outstanding == 0) {
				this.leaving--;
				session.closeAsync();
			}
		}));
		return outcome;
	}

	private DataSession session(DataSession.Key key, Choice choice) {
		DataSession known = this.sessions.get(key);
		if (known != null) {
			return known;
		}
		if (this.sessions.size() + this.leaving >= MAX_SESSIONS) {
			DataSession idle = this.sessions.values()
				.stream()
				.filter((session) -> session.outstanding == 0)
				.findFirst()
				.orElseThrow(() -> new SessionQueueFullException(
						"All " + MAX_SESSIONS + " sessions of the data sender are busy: send more slowly"));
			retire(idle);
		}
		DataSession made = new DataSession(key, this, this.options.values().listener);
		SessionOptions own = this.options.listener(made);
		Selection selection = choice.selection();
		if (!key.bound()) {
			made.session = this.user.openSession(key.handle(), own.element(key.element()));
		}
		else if (selection != null && selection.transport() instanceof TcpTransport) {
			made.selection = selection;
			made.session = this.user.openBoundSession(selection, own);
		}
		else {
			throw new RserpoolException("Element " + key.element() + " of pool '" + key.handle() + "' "
					+ ((selection == null) ? "is not known" : "has no sessions: it is at " + selection.transport()));
		}
		this.sessions.put(key, made);
		this.size = this.sessions.size();
		sweepLater();
		return made;
	}

	/** Takes a session out of use; it ends when its messages have their outcome. */
	private void retire(DataSession session) {
		if (session.retired || !this.sessions.remove(session.key(), session)) {
			return;
		}
		session.retired = true;
		this.size = this.sessions.size();
		PoolSession open = session.session;
		if (session.outstanding > 0) {
			this.leaving++;
		}
		else if (open != null) {
			open.closeAsync();
		}
	}

	/** A session is not with its element any more. */
	void moved(DataSession session) {
		this.serial.execute(() -> lost(session));
	}

	void ended(DataSession session, @Nullable String failure) {
		this.serial.execute(() -> {
			Selection selection = session.selection;
			if (failure != null && selection != null && !session.retired) {
				selection.failed();
			}
			lost(session);
		});
	}

	private void lost(DataSession session) {
		DataLane lane = this.lanes.get(session.key().handle());
		if (lane != null && session.key().element().equals(lane.last)) {
			lane.last = null;
		}
		retire(session);
	}

	private void sweepLater() {
		if (!this.sweeping) {
			this.sweeping = true;
			try {
				this.loop.execute(() -> this.loop.schedule(() -> this.serial.execute(this::sweep), IDLE_MILLIS / 4));
			}
			catch (RejectedExecutionException ex) {
				logger.debug("The sessions are closed", ex);
			}
		}
	}

	/** Ends what was idle for a while. */
	private void sweep() {
		this.sweeping = false;
		long now = this.loop.nowMillis();
		for (DataSession session : List.copyOf(this.sessions.values())) {
			if (session.outstanding == 0 && now - session.lastUsedMillis >= IDLE_MILLIS) {
				retire(session);
			}
		}
		this.lanes.entrySet()
			.removeIf((lane) -> !lane.getValue().choosing && lane.getValue().waiting.isEmpty()
					&& this.sessions.keySet().stream().noneMatch((key) -> key.handle().equals(lane.getKey())));
		if (!this.sessions.isEmpty()) {
			sweepLater();
		}
	}

	@Override
	public int sessions() {
		return this.size;
	}

	@Override
	public void close() {
		CompletableFuture<Void> done = new CompletableFuture<>();
		this.serial.execute(() -> {
			this.closed = true;
			List<CompletableFuture<Void>> ends = new ArrayList<>();
			for (DataSession session : List.copyOf(this.sessions.values())) {
				PoolSession open = session.session;
				if (open != null) {
					ends.add(open.closeAsync());
				}
			}
			CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new)).thenRun(() -> done.complete(null));
		});
		Futures.within(this.loop, done, CLOSE_MILLIS);
	}

	/**
	 * An element for a message.
	 *
	 * @param selection what the cache knows of it, or null
	 */
	private record Choice(PoolElementId id, @Nullable Selection selection) {
	}

}
