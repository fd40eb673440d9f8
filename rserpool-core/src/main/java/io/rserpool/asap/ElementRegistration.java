package io.rserpool.asap;

import java.util.ArrayList;
import java.util.List;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.TimerName;
import io.rserpool.wire.CauseCode;
import io.rserpool.wire.Deregistration;
import io.rserpool.wire.DeregistrationResponse;
import io.rserpool.wire.ErrorCause;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.OperationError;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.Registration;
import io.rserpool.wire.RegistrationResponse;
import org.jspecify.annotations.Nullable;

/**
 * The registration life cycle of one pool element (RFC 5352 sections 3.1 and 3.2).
 */
final class ElementRegistration {

	private final AsapContext context;

	private final HomeConnection home;

	private final ElementIds ids;

	private final ElementKey key;

	private final RegistrationMessage message;

	private final RegistrationListener listener;

	private final ElementTimers timers;

	private final RateLimit keepAliveLimit = new RateLimit(KeepAliveResponder.MAX_ANSWERS_PER_SECOND, 1000);

	private ElementState state = ElementState.IDLE;

	private PoolElementId id;

	private MemberSelectionPolicy policy;

	/** Requests, and waits for a server, without an answer since the last one. */
	private int attempts;

	/** Whether a request went out since the running T2 or T3 was set. */
	private boolean asked;

	/** When T2 or T3 is over. */
	private long deadline;

	/** The end of T2 or T3 before the last request. */
	private long deadlineBefore;

	/** Whether a server may hold this element. */
	private boolean maybeRegistered;

	/** Whether a server confirmed this element, and nothing since said otherwise. */
	private boolean member;

	/** Whether there was no server to ask since the attempts began. */
	private boolean serverless;

	private boolean mayRetry;

	private long firstAttemptAt;

	private long lastSentAt;

	private long acceptedAt = -1;

	private @Nullable Long revivedAt;

	private @Nullable String failure;

	private MemberSelectionPolicy sentPolicy;

	private final List<RequestCallback> policyCallbacks = new ArrayList<>();

	private final List<RequestCallback> deregistrationCallbacks = new ArrayList<>();

	private long cause;

	ElementRegistration(AsapContext context, HomeConnection home, ElementIds ids, ElementKey key, PoolElementId id,
			RegistrationMessage message, RegistrationListener listener) {
		this.context = context;
		this.home = home;
		this.ids = ids;
		this.key = key;
		this.timers = new ElementTimers(context, key);
		this.id = id;
		this.message = message;
		this.policy = message.spec().policy();
		this.sentPolicy = this.policy;
		this.listener = listener;
	}

	ElementKey key() {
		return this.key;
	}

	PoolHandle handle() {
		return this.message.spec().handle();
	}

	PoolElementId id() {
		return this.id;
	}

	ElementState state() {
		return this.state;
	}

	/** Whether keep-alives for this element are to be acknowledged. */
	boolean isMaybeRegistered() {
		return this.maybeRegistered;
	}

	boolean isMember() {
		return this.member;
	}

	RateLimit keepAliveLimit() {
		return this.keepAliveLimit;
	}

	/** The machine's time of the registration that waits for its answer. */
	long lastSentAt() {
		return this.lastSentAt;
	}

	ElementStatus status() {
		return new ElementStatus(this.key, handle(), this.id, this.state, this.message.spec().transport(), this.policy,
				this.acceptedAt, this.failure);
	}

	/** The user wants the element to be registered. */
	void begin(long now) {
		this.attempts = 0;
		this.serverless = true;
		this.firstAttemptAt = now;
		register(now);
	}

	private void register(long now) {
		if (this.home.isUp()) {
			sendRegistration(now);
		}
		else {
			becomeHunting(now);
		}
	}

	private void becomeHunting(long now) {
		becomeHunting(now, now + millis(TimerName.T2_REGISTRATION));
	}

	private void becomeHunting(long now, long until) {
		this.asked = false;
		this.timers.cancelT4();
		this.deadline = until;
		this.timers.startT2(until - now);
		become(ElementState.HUNTING);
	}

	/** R1 to R4. */
	private void sendRegistration(long now) {
		if (isExhausted()) {
			becomeFailed(now);
			return;
		}
		long millis = millis(TimerName.T2_REGISTRATION);
		this.deadlineBefore = (this.state == ElementState.HUNTING) ? this.deadline : now + millis;
		this.deadline = now + millis;
		this.attempts++;
		this.asked = true;
		this.serverless = false;
		this.maybeRegistered = true;
		this.lastSentAt = now;
		this.sentPolicy = this.policy;
		this.timers.cancelT4();
		this.timers.cancelPolicyUpdate();
		this.timers.cancelRetry();
		this.timers.startT2(millis);
		become(this.member ? ElementState.REREGISTERING : ElementState.REGISTERING);
		this.home.send(new Registration(handle(),
				this.message.element(this.id, this.policy, this.home.server(), this.home.localAddress())));
	}

	/** Whether MAX-REG-ATTEMPT is exceeded: the third failure in a row gives up. */
	private boolean isExhausted() {
		return this.attempts > this.context.config().maxRegAttempts();
	}

	/**
	 * There is a new home server.
	 * @param adopted whether it has this element already by a takeover
	 */
	void homeUp(boolean adopted, long event, long now) {
		this.cause = event;
		switch (this.state) {
			case HUNTING, REGISTERING, REREGISTERING -> sendRegistration(now);
			case REGISTERED -> {
				if (!adopted) {
					// the old server will not speak for this element any longer
					this.firstAttemptAt = now;
					sendRegistration(now);
				}
			}
			case DEREGISTERING -> sendDeregistration(now);
			case FAILED -> {
				if (this.mayRetry && this.serverless) {
					begin(now);
				}
			}
			case IDLE -> {
			}
		}
	}

	void homeLost(long now) {
		switch (this.state) {
			case REGISTERING, REREGISTERING -> {
				if (isExhausted()) {
					becomeFailed(now);
				}
				else {
					becomeHunting(now);
				}
			}
			case REGISTERED -> {
				this.firstAttemptAt = now;
				this.serverless = true;
				becomeHunting(now);
			}
			default -> {
			}
		}
	}

	/**
	 * The home server closed the connection at once, as one does that does not serve yet:
	 * that is no attempt, and the wait for a server goes on.
	 */
	void homeHungUp(long now) {
		if (!this.asked) {
			homeLost(now);
			return;
		}
		switch (this.state) {
			case REGISTERING, REREGISTERING -> {
				this.attempts--;
				this.serverless = true;
				becomeHunting(now, Math.max(now, this.deadlineBefore));
			}
			case DEREGISTERING -> {
				this.attempts--;
				waitForDeregistration(now, Math.max(now, this.deadlineBefore));
			}
			default -> homeLost(now);
		}
	}

	/** The keep-alives of the home server stopped [T-4]. */
	void homeSilent(long now) {
		if (this.state == ElementState.REGISTERED) {
			this.firstAttemptAt = now;
			sendRegistration(now);
		}
	}

	/** T2 is over. */
	void registrationTimedOut(long now) {
		if (!isWaitingForRegistration()) {
			return;
		}
		if (!this.asked) {
			this.attempts++;
		}
		if (isExhausted()) {
			becomeFailed(now);
			return;
		}
		becomeHunting(now);
		this.home.doubt(this.key, "no answer to a registration", now);
	}

	private boolean isWaitingForRegistration() {
		return this.state == ElementState.REGISTERING || this.state == ElementState.REREGISTERING
				|| this.state == ElementState.HUNTING;
	}

	/** An answer to a registration came from the home server. */
	void answered(RegistrationResponse response, long now) {
		boolean late = this.state == ElementState.FAILED && this.mayRetry && this.maybeRegistered;
		if (!isWaitingForRegistration() && !late) {
			return;
		}
		if (!response.rejected()) {
			becomeRegistered(response.error(), now);
		}
		else {
			OperationError error = response.error();
			refused((error != null) ? error.main() : ErrorCause.of(CauseCode.UNSPECIFIED_ERROR), now);
		}
	}

	private void becomeRegistered(@Nullable OperationError warning, long now) {
		this.timers.cancelT2();
		this.timers.cancelRetry();
		this.attempts = 0;
		this.member = true;
		this.acceptedAt = now;
		this.failure = null;
		this.timers.startT4(this.message.reregistrationMillis());
		this.home.trust(this.key);
		become(ElementState.REGISTERED);
		String words = (warning != null) ? warning.main().describe() : null;
		this.context.effects()
			.publish(new RserpoolEvent.RegistrationAccepted(handle(), this.id, this.home.server(), words), this.cause);
		this.cause = 0;
		this.listener.registered(this.id, this.home.server(), warning);
		if (this.policy.equals(this.sentPolicy)) {
			drain(this.policyCallbacks).forEach(RequestCallback::granted);
		}
		else {
			schedulePolicyUpdate(now);
		}
	}

	/** A server refused, in an answer or in an ASAP_ERROR. */
	void refused(ErrorCause cause, long now) {
		this.timers.cancelT2();
		this.home.trust(this.key);
		if (cause.cause() == CauseCode.NON_UNIQUE_PE_IDENTIFIER) {
			notUnique(cause, now);
		}
		else if (cause.cause() == CauseCode.LACK_OF_RESOURCES) {
			// only the server can lack resources: nothing to correct here
			lackOfResources(cause, now);
		}
		else {
			becomeRefused(cause, false);
		}
	}

	private void notUnique(ErrorCause cause, long now) {
		if (this.message.spec().fixedId()) {
			// Whoever chose the id must choose another; or it is the former life's, which
			// ends
			becomeRefused(cause, true);
		}
		else if (isExhausted()) {
			becomeRefused(cause, false);
		}
		else {
			this.member = false;
			renew();
			sendRegistration(now);
		}
	}

	private void lackOfResources(ErrorCause cause, long now) {
		if (isExhausted() || this.ids.hasOtherMembers(this) || !this.home.hasOtherCandidates()) {
			becomeRefused(cause, true);
		}
		else {
			this.member = false;
			this.maybeRegistered = false;
			becomeHunting(now);
			this.home.doubt(this.key, "the home server lacks resources", now);
		}
	}

	private void renew() {
		PoolElementId old = this.id;
		this.id = this.ids.replace(this, old);
	}

	private void becomeRefused(ErrorCause cause, boolean tryAgainLater) {
		this.member = false;
		this.maybeRegistered = false;
		this.mayRetry = false;
		this.failure = describe(cause);
		this.timers.cancelAll();
		if (tryAgainLater) {
			this.timers.startRetry();
		}
		become(ElementState.FAILED);
		this.context.effects()
			.publish(new RserpoolEvent.RegistrationFailed(handle(), this.id, cause.code(), describe(cause)));
		this.listener.rejected(this.id, cause, tryAgainLater);
		drain(this.policyCallbacks).forEach((callback) -> callback.refused(cause));
	}

	private String describe(ErrorCause cause) {
		boolean chosen = cause.cause() == CauseCode.NON_UNIQUE_PE_IDENTIFIER && this.message.spec().fixedId();
		return chosen ? cause.describe() + ": another element of the pool has the configured id " + this.id
				+ "; give each element an id of its own, or none" : cause.describe();
	}

	private void becomeFailed(long now) {
		long waited = now - this.firstAttemptAt;
		this.member = false;
		this.mayRetry = this.context.config().retryAfterFailure();
		this.failure = "no ENRP server answered";
		this.timers.cancelAll();
		this.home.trust(this.key);
		if (this.mayRetry) {
			// a registrar that was sick for minutes must not cost the element for
			// ever
			this.timers.startRetry();
		}
		become(ElementState.FAILED);
		this.context.effects()
			.publish(new RserpoolEvent.RegistrationFailed(handle(), this.id, null,
					this.failure + " within " + waited + " ms"));
		this.listener.noServer(this.id, this.home.tried(), waited);
		drain(this.policyCallbacks).forEach((callback) -> callback.noServer(this.home.tried(), waited));
	}

	/** RETRAN-MAX after a failure is over. */
	void retry(long now) {
		if (this.state == ElementState.FAILED) {
			begin(now);
		}
	}

	/** T4 is over. */
	void reregister(long now) {
		if (this.state == ElementState.REGISTERED) {
			this.firstAttemptAt = now;
			sendRegistration(now);
		}
	}

	/**
	 * The user has other policy values: the latest win, and a server hears of them at
	 * most once in a while.
	 */
	void updatePolicy(MemberSelectionPolicy policy, RequestCallback callback, long now) {
		if (policy.code() != this.policy.code()) {
			throw new IllegalArgumentException("Policy type of '" + handle() + "' cannot change from "
					+ this.policy.type() + " to " + policy.type());
		}
		boolean wanted = this.state != ElementState.IDLE && this.state != ElementState.DEREGISTERING;
		if (!wanted) {
			callback.abandoned();
			return;
		}
		this.policy = policy;
		if (this.state == ElementState.FAILED) {
			// The next registration carries the new values
			callback.noServer(this.home.tried(), 0);
			return;
		}
		this.policyCallbacks.add(callback);
		if (this.state == ElementState.REGISTERED) {
			schedulePolicyUpdate(now);
		}
	}

	private void schedulePolicyUpdate(long now) {
		long wait = this.lastSentAt + this.context.config().policyUpdateMillis() - now;
		if (wait <= 0) {
			policyUpdateDue(now);
		}
		else {
			this.timers.startPolicyUpdate(wait);
		}
	}

	void policyUpdateDue(long now) {
		if (this.state == ElementState.REGISTERED) {
			this.firstAttemptAt = now;
			sendRegistration(now);
		}
	}

	/** The user wants the element to leave its pool. */
	void deregister(RequestCallback callback, long now) {
		this.deregistrationCallbacks.add(callback);
		if (this.state == ElementState.DEREGISTERING) {
			return;
		}
		this.timers.cancelAll();
		this.home.trust(this.key);
		drain(this.policyCallbacks).forEach(RequestCallback::abandoned);
		if (!this.maybeRegistered) {
			becomeIdle();
			return;
		}
		this.attempts = 0;
		this.asked = false;
		this.deadline = 0;
		this.firstAttemptAt = now;
		become(ElementState.DEREGISTERING);
		if (this.home.isUp()) {
			sendDeregistration(now);
		}
		else {
			waitForDeregistration(now, now + millis(TimerName.T3_DEREGISTRATION));
		}
	}

	private void waitForDeregistration(long now, long until) {
		this.asked = false;
		this.deadline = until;
		this.timers.startT3(until - now);
	}

	/** D1 to D4. */
	private void sendDeregistration(long now) {
		if (isExhausted()) {
			giveUpDeregistration(now);
			return;
		}
		long millis = millis(TimerName.T3_DEREGISTRATION);
		this.deadlineBefore = (!this.asked && this.deadline > 0) ? this.deadline : now + millis;
		this.deadline = now + millis;
		this.attempts++;
		this.asked = true;
		this.timers.startT3(millis);
		this.home.send(new Deregistration(handle(), this.id));
	}

	/** T3 is over. */
	void deregistrationTimedOut(long now) {
		if (this.state != ElementState.DEREGISTERING) {
			return;
		}
		if (!this.asked) {
			this.attempts++;
		}
		if (isExhausted()) {
			giveUpDeregistration(now);
			return;
		}
		waitForDeregistration(now, now + millis(TimerName.T3_DEREGISTRATION));
		this.home.doubt(this.key, "no answer to a deregistration", now);
	}

	private void giveUpDeregistration(long now) {
		// the registration life ends it
		List<RequestCallback> callbacks = drain(this.deregistrationCallbacks);
		long waited = now - this.firstAttemptAt;
		this.home.trust(this.key);
		becomeIdle();
		callbacks.forEach((callback) -> callback.noServer(this.home.tried(), waited));
	}

	private void becomeIdle() {
		this.timers.cancelAll();
		this.member = false;
		this.maybeRegistered = false;
		become(ElementState.IDLE);
		this.context.effects().publish(new RserpoolEvent.RegistrationEnded(handle(), this.id));
		this.ids.left(this);
		drain(this.deregistrationCallbacks).forEach(RequestCallback::granted);
	}

	/** An answer to a deregistration, or word that the registration has ended. */
	void ended(DeregistrationResponse response, long now) {
		OperationError error = response.error();
		if (this.state == ElementState.DEREGISTERING) {
			if (error == null) {
				this.home.trust(this.key);
				becomeIdle();
			}
			else {
				deregistrationRefused(error.main());
			}
		}
		else if (this.state == ElementState.REGISTERED) {
			endedByServer((error != null) ? error.main() : null, now);
		}
	}

	/** A server refused a deregistration, in an answer or in an ASAP_ERROR. */
	void deregistrationRefused(ErrorCause cause) {
		this.timers.cancelT3();
		this.home.trust(this.key);
		this.attempts = 0;
		this.timers.startT4(this.message.reregistrationMillis());
		this.member = true;
		become(ElementState.REGISTERED);
		this.context.effects()
			.publish(new RserpoolEvent.RequestRejected(handle(), this.id, "deregistration", cause.code(),
					cause.describe()));
		drain(this.deregistrationCallbacks).forEach((callback) -> callback.refused(cause));
	}

	private void endedByServer(@Nullable ErrorCause cause, long now) {
		this.member = false;
		this.maybeRegistered = false;
		this.timers.cancelAll();
		// once: a server that throws it out again and again means it
		boolean again = this.revivedAt == null || now - this.revivedAt >= millis(TimerName.RETRAN_MAX);
		boolean sameIdElsewhere = cause != null && cause.cause() == CauseCode.NON_UNIQUE_PE_IDENTIFIER;
		if (cause != null && sameIdElsewhere && this.message.spec().fixedId()) {
			becomeRefused(cause, true);
			return;
		}
		String why = (cause != null) ? cause.describe() : "registration life expired or removed by the server";
		this.failure = why;
		Integer code = (cause != null) ? cause.code() : null;
		this.cause = this.context.effects().publish(new RserpoolEvent.RegistrationFailed(handle(), this.id, code, why));
		PoolElementId old = this.id;
		if (!again) {
			become(ElementState.IDLE);
			this.listener.ended(old, cause, false);
			drain(this.policyCallbacks).forEach(RequestCallback::abandoned);
			return;
		}
		this.revivedAt = now;
		if (sameIdElsewhere) {
			renew();
		}
		this.listener.ended(old, cause, true);
		begin(now);
	}

	/** The endpoint stops: nothing is sent any more. */
	void abandon() {
		this.timers.cancelAll();
		this.member = false;
		this.maybeRegistered = false;
		become(ElementState.IDLE);
		drain(this.policyCallbacks).forEach(RequestCallback::abandoned);
		drain(this.deregistrationCallbacks).forEach(RequestCallback::abandoned);
	}

	private void become(ElementState state) {
		this.state = state;
		this.listener.stateChanged(state, this.id);
	}

	private long millis(TimerName name) {
		return this.context.config().millis(name);
	}

	private static List<RequestCallback> drain(List<RequestCallback> callbacks) {
		List<RequestCallback> drained = List.copyOf(callbacks);
		callbacks.clear();
		return drained;
	}

}
