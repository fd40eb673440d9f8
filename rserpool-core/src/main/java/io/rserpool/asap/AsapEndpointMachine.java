package io.rserpool.asap;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.DialFailure;
import io.rserpool.machine.Effects;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Machine;
import io.rserpool.machine.Protocol;
import io.rserpool.wire.AsapError;
import io.rserpool.wire.AsapMessage;
import io.rserpool.wire.DeregistrationResponse;
import io.rserpool.wire.EndpointKeepAlive;
import io.rserpool.wire.HandleResolutionResponse;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.RegistrationResponse;
import io.rserpool.wire.ServerAnnounce;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.WireFault;
import io.rserpool.wire.WireMessage;
import org.jspecify.annotations.Nullable;

/**
 * The pool elements and the pool user of one process over one connection to a home ENRP
 * server (RFC 5352). It composes the parts and hands each input to the one it is for.
 * <p>
 * Confined to one thread, except for {@link #cache()}, {@link #homeServer()} and
 * {@link #homeAddress()}, which any thread may read. User calls need a started machine;
 * their callbacks come on the machine's thread, from within an input, and must not call
 * the machine.
 */
public final class AsapEndpointMachine implements Machine<AsapTimer> {

	private final AsapContext context;

	private final AsapListenerAddress listenerAddress = new AsapListenerAddress();

	private final CandidateServers candidates;

	private final HomeConnection home;

	private final ElementRegistrations elements;

	private final KeepAliveResponder keepAlives;

	private final ResolutionCache cache;

	private final Resolver resolver;

	private final UnreachableReports reports;

	private final AsapErrors errors;

	private boolean running;

	private long discarded;

	/**
	 * Makes a machine that is not started.
	 * @param random ids come from it, so give a secure one in production (RFC 5354
	 * section 3.14); a seeded one makes all choices repeatable
	 */
	public AsapEndpointMachine(AsapConfig config, RandomGenerator random, Effects<AsapTimer> effects) {
		this.context = new AsapContext(config, random, effects);
		this.candidates = new CandidateServers(this.context);
		this.home = new HomeConnection(this.context, this.candidates, new HomeChanges());
		this.elements = new ElementRegistrations(this.context, this.home, this.listenerAddress);
		this.keepAlives = new KeepAliveResponder(this.context, this.home, this.elements);
		this.cache = new ResolutionCache(this.context);
		this.resolver = new Resolver(this.context, this.home, this.cache);
		this.reports = new UnreachableReports(this.context, this.home);
		this.errors = new AsapErrors(this.context, this.home, this.elements, this.resolver);
	}

	/** Begins to look for a home server. Does nothing when started. */
	public void start(long now) {
		if (!this.running) {
			this.running = true;
			this.home.start(now);
		}
	}

	/**
	 * Closes all connections. Elements that are still registered are left to the server;
	 * whoever waits is told that it is over. Does nothing when stopped.
	 */
	public void stop(long now) {
		if (this.running) {
			this.running = false;
			this.elements.abandonAll();
			this.resolver.abandonAll();
			this.keepAlives.forgetRhythm();
			this.home.stop();
		}
	}

	public boolean isRunning() {
		return this.running;
	}

	/**
	 * The ASAP listener of this process is open: its address goes into registrations from
	 * now on [T-6].
	 * @param address the unspecified address stands for any of this host
	 */
	public void listenerOpened(Endpoint address) {
		this.listenerAddress.opened(address);
	}

	/**
	 * Says where ENRP servers are; replaces what the configuration, or an earlier call,
	 * said. The home server stays while it serves.
	 */
	public void servers(List<Endpoint> servers, long now) {
		this.home.announced(this.candidates.configure(servers), now);
	}

	/**
	 * Registers an element, and keeps it registered until {@link #deregister}.
	 * @throws IllegalArgumentException if the same element is registered already
	 */
	public ElementKey register(ElementSpec spec, RegistrationListener listener, long now) {
		requireRunning();
		return this.elements.register(spec, listener, now);
	}

	/**
	 * Registers an element again with other policy values. The latest values win; a
	 * server hears of them at most once a second.
	 * @throws IllegalArgumentException if the policy's type is another one
	 */
	public void updatePolicy(ElementKey key, MemberSelectionPolicy policy, RequestCallback callback, long now) {
		ElementRegistration element = this.elements.get(key);
		if (element == null) {
			callback.abandoned();
			return;
		}
		element.updatePolicy(policy, callback, now);
	}

	/**
	 * Takes an element out of its pool. When granted, the key is not known any more; the
	 * same element may be registered again and gets another key. Also clears away an
	 * element that failed.
	 */
	public void deregister(ElementKey key, RequestCallback callback, long now) {
		ElementRegistration element = this.elements.get(key);
		if (element == null) {
			callback.granted();
			return;
		}
		element.deregister(callback, now);
	}

	/**
	 * Forgets an element without a word to the server: the registration life ends what a
	 * server may hold of it, unless the same element is registered again.
	 */
	public void discard(ElementKey key) {
		this.elements.discard(key);
	}

	/**
	 * Translates a handle, from the cache or by asking the home server.
	 * @param fresh whether the cache will not do
	 */
	public void resolve(PoolHandle handle, boolean fresh, ResolutionCallback callback, long now) {
		requireRunning();
		this.resolver.resolve(handle, fresh, callback, now);
	}

	/** Asks the home server and fills the cache (RFC 5352 section 6.3). */
	public void populate(PoolHandle handle, ResolutionCallback callback, long now) {
		resolve(handle, true, callback, now);
	}

	/**
	 * Renews a stale pool; nobody waits for it.
	 * @see CachedPool#claimRenewal(long)
	 */
	public void renew(PoolHandle handle, long now) {
		if (this.running) {
			this.resolver.resolve(handle, true, null, now);
		}
	}

	/** Drops a pool from the cache (RFC 5352 section 6.4). */
	public void purge(PoolHandle handle) {
		this.resolver.purge(handle);
	}

	/**
	 * The application could not reach an element that it had selected: takes it out of
	 * the cache, unless that was done, and reports it to the home server, within limits.
	 * @return the event that tells of it
	 */
	public long failed(CachedElement element, long now) {
		this.cache.markFailed(element, now);
		return this.reports.failed(element.handle(), element.id(), now);
	}

	/**
	 * A leg that was chosen could not be used: its element is ill or dead from now on,
	 * and that is reported to the home server, within limits. A server keeps an element
	 * that answers it.
	 * @return the event that tells of it
	 */
	public long failed(Leg leg, long now) {
		return report(leg, this.cache.legFailed(leg, now), now);
	}

	/**
	 * Reports a failure that the cache was told of by
	 * {@link ResolutionCache#legFailed(Leg, long)}, within limits.
	 * @param health what the cache answered
	 * @return the event that tells of it
	 */
	public long report(Leg leg, ElementHealth health, long now) {
		return (health == ElementHealth.ILL) ? this.reports.legFailed(leg, now)
				: this.reports.failed(leg.handle(), leg.id(), now);
	}

	/**
	 * The home server's id, for any thread; {@link ServerId#NONE} while there is none or
	 * it has not told its id.
	 */
	public ServerId homeServer() {
		return this.home.server();
	}

	/** The home server's address, for any thread; null while there is none. */
	public @Nullable Endpoint homeAddress() {
		return this.home.address();
	}

	/** The cached pools, for any thread. */
	public ResolutionCache cache() {
		return this.cache;
	}

	@Override
	public void connectionUp(ConnectionId connection, Protocol protocol, Endpoint local, Endpoint remote,
			boolean dialled, long now) {
		this.home.connectionUp(connection, local, remote, dialled, now);
	}

	@Override
	public void dialFailed(ConnectionId connection, DialFailure failure, long now) {
		this.home.dialFailed(connection, now);
	}

	@Override
	public void connectionLost(ConnectionId connection, String why, long now) {
		if (this.running) {
			this.home.connectionLost(connection, why, now);
		}
	}

	@Override
	public void received(ConnectionId from, WireMessage message, long now) {
		if (!this.running || !(message instanceof AsapMessage asap)) {
			this.discarded++;
			return;
		}
		boolean fromHome = this.home.isHome(from);
		if (fromHome) {
			this.home.heard();
		}
		if (asap instanceof EndpointKeepAlive keepAlive) {
			this.keepAlives.received(from, keepAlive, now);
		}
		else if (fromHome) {
			receivedFromHome(asap, now);
		}
		else {
			// Answers count only where the request went; all else is none of our business
			this.discarded++;
		}
	}

	private void receivedFromHome(AsapMessage message, long now) {
		if (message instanceof HandleResolutionResponse response) {
			this.resolver.received(response, now);
		}
		else if (message instanceof RegistrationResponse response) {
			this.elements.answered(response, now);
		}
		else if (message instanceof DeregistrationResponse response) {
			this.elements.ended(response, now);
		}
		else if (message instanceof AsapError error) {
			this.errors.received(error.error(), now);
		}
		else {
			// known, but not for this role
			this.discarded++;
		}
	}

	@Override
	public void malformed(ConnectionId from, WireFault fault, @Nullable WireMessage reply, long now) {
		if (!this.running) {
			return;
		}
		this.context.effects()
			.publish(new RserpoolEvent.MalformedMessage(this.home.nameOf(from), fault.kind().name(), fault.detail()));
		if (fault.kind() == WireFault.Kind.FRAMING) {
			this.context.effects().close(from, "message borders lost");
			connectionLost(from, "message borders lost", now);
		}
		else if (reply != null && this.home.mayReplyToDamage(from, now)) {
			this.context.effects().send(from, reply);
		}
	}

	@Override
	public void multicastReceived(Endpoint source, WireMessage message, long now) {
		if (this.running && message instanceof ServerAnnounce announce) {
			this.home.announced(this.candidates.announced(source, announce, now), now);
		}
		else {
			this.discarded++;
		}
	}

	@Override
	public void timerExpired(AsapTimer timer, long now) {
		if (timer instanceof AsapTimer.AnnounceOutdate outdate) {
			this.candidates.forget(outdate.server());
		}
		else if (!this.running) {
			return;
		}
		else if (timer instanceof AsapTimer.ServerHunt) {
			this.home.hunt().expired(now);
		}
		else if (timer instanceof AsapTimer.Redial) {
			this.home.hunt().redialDue(now);
		}
		else if (timer instanceof AsapTimer.Adoption) {
			this.home.adoptionDue(now);
		}
		else if (timer instanceof AsapTimer.Resolution) {
			this.resolver.timerExpired(now);
		}
		else if (timer instanceof AsapTimer.KeepAliveSilence) {
			this.keepAlives.silent();
			this.elements.homeSilent(now);
		}
		else {
			elementTimerExpired(timer, now);
		}
	}

	private void elementTimerExpired(AsapTimer timer, long now) {
		if (timer instanceof AsapTimer.Registration registration) {
			with(registration.element(), (element) -> element.registrationTimedOut(now));
		}
		else if (timer instanceof AsapTimer.Deregistration deregistration) {
			with(deregistration.element(), (element) -> element.deregistrationTimedOut(now));
		}
		else if (timer instanceof AsapTimer.Reregistration reregistration) {
			with(reregistration.element(), (element) -> element.reregister(now));
		}
		else if (timer instanceof AsapTimer.PolicyUpdate update) {
			with(update.element(), (element) -> element.policyUpdateDue(now));
		}
		else if (timer instanceof AsapTimer.Retry retry) {
			with(retry.element(), (element) -> element.retry(now));
		}
	}

	private void with(ElementKey key, Consumer<ElementRegistration> action) {
		ElementRegistration element = this.elements.get(key);
		if (element != null) {
			action.accept(element);
		}
	}

	/** What the endpoint is doing at this moment. */
	public AsapSnapshot snapshot(long now) {
		List<CachedPoolStatus> pools = new ArrayList<>();
		for (PoolHandle handle : this.cache.handles()) {
			CachedPool pool = this.cache.lookup(handle);
			if (pool != null) {
				pools.add(new CachedPoolStatus(handle, pool.policy(), pool.size(), pool.ill(), now - pool.filledAt(),
						pool.isStale(now), pool.selections(), this.resolver.isSubscribed(handle)));
			}
		}
		return new AsapSnapshot(this.home.server(), this.home.address(), this.home.hunt().isActive(),
				this.candidates.all(), this.home.hunt().millis(now), this.elements.status(), pools,
				this.resolver.outstanding(), this.discarded);
	}

	private void requireRunning() {
		if (!this.running) {
			throw new IllegalStateException("The ASAP endpoint is not started");
		}
	}

	private final class HomeChanges implements HomeListener {

		@Override
		public void homeUp(@Nullable PoolHandle adopter, long event, long now) {
			AsapEndpointMachine.this.keepAlives.forgetRhythm();
			AsapEndpointMachine.this.elements.homeUp(adopter, event, now);
			AsapEndpointMachine.this.resolver.homeUp(now);
		}

		@Override
		public void homeLost(boolean hungUp, long now) {
			AsapEndpointMachine.this.keepAlives.forgetRhythm();
			AsapEndpointMachine.this.elements.homeLost(hungUp, now);
			if (hungUp) {
				AsapEndpointMachine.this.resolver.homeHungUp(now);
			}
		}

	}

}
