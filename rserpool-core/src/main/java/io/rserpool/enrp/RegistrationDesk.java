package io.rserpool.enrp;

import org.jspecify.annotations.Nullable;

import io.rserpool.handlespace.Handlespace;
import io.rserpool.handlespace.Inconsistency;
import io.rserpool.handlespace.Pool;
import io.rserpool.handlespace.PoolElementEntry;
import io.rserpool.wire.CauseCode;
import io.rserpool.wire.ErrorCause;
import io.rserpool.wire.OperationError;
import io.rserpool.wire.ParameterOctets;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.Registration;
import io.rserpool.wire.RegistrationResponse;

/**
 * Registration at the server (RFC 5352 section 3.1): values, addresses, limits, the
 * pool's own terms, the identity of the element, in this order. A registration
 * that is refused changes nothing.
 */
final class RegistrationDesk {

	private static final long MAX_LIFE = 86_400_000;

	private final EnrpContext context;

	private final RateLimits rates;

	private final AddressRules addresses;

	private final Members members;

	private final KeepAlives keepAlives;

	private final LostConnections lost;

	private final Rejections rejections;

	RegistrationDesk(EnrpContext context, RateLimits rates, Members members, KeepAlives keepAlives,
			LostConnections lost, Rejections rejections) {
		this.context = context;
		this.rates = rates;
		this.addresses = new AddressRules(context.config().addressCheck(), context.config().minAddressScope());
		this.members = members;
		this.keepAlives = keepAlives;
		this.lost = lost;
		this.rejections = rejections;
	}

	void received(AsapConnection from, Registration request, long now) {
		PoolHandle handle = request.handle();
		PoolElementParameter wanted = request.element();
		PoolElementEntry known = this.context.handlespace().find(handle, wanted.id());
		ElementWatch watch = watchOf(known);
		// Before all else, because a flood must cost little (SR-24).
		if (!this.rates.admitsRegistration(from, watch, now)) {
			reject(from, request, ErrorCause.of(CauseCode.LACK_OF_RESOURCES), "too many registrations", now);
			return;
		}
		if (rejectsValues(from, request, now)) {
			return;
		}
		AddressRules.Outcome outcome = this.addresses.apply(wanted, from.remote.address());
		PoolElementParameter element = outcome.element();
		if (element == null) {
			ErrorCause refusal = (outcome.refusal() != null) ? outcome.refusal()
					: ErrorCause.of(CauseCode.INVALID_VALUES);
			reject(from, request, refusal, outcome.why(), now);
			return;
		}
		Pool pool = this.context.handlespace().pool(handle);
		String limit = (known == null) ? exceededLimit(pool, from.source) : null;
		if (limit != null) {
			this.context.count(Counter.LIMITED);
			reject(from, request, ErrorCause.of(CauseCode.LACK_OF_RESOURCES), limit, now);
			return;
		}
		Inconsistency inconsistency = this.context.handlespace().check(handle, element);
		if (inconsistency != null) {
			reject(from, request, cause(inconsistency), "differs from the pool", now);
			return;
		}
		if (known != null && !isSameElement(known, watch, element, from)) {
			reject(from, request, ErrorCause.of(CauseCode.NON_UNIQUE_PE_IDENTIFIER),
					"another element of the pool has this identifier", now);
			return;
		}
		accept(from, handle, known, element.withHome(this.context.id()), outcome.warning(), now);
	}

	private void accept(AsapConnection from, PoolHandle handle, @Nullable PoolElementEntry known,
			PoolElementParameter element, @Nullable ErrorCause warning, long now) {
		from.registered = true;
		this.context.effects()
			.send(from.id, new RegistrationResponse(handle, element.id(), false,
					(warning != null) ? OperationError.of(warning) : null));
		if (known == null) {
			PoolElementEntry entry = this.members.add(from, handle, element, now);
			this.keepAlives.begin(entry, now);
			return;
		}
		AsapConnection former = Members.connectionOf(known);
		this.members.update(known, from, element, now);
		this.lost.cameBack(known);
		if (former != from) {
			this.keepAlives.begin(known, now);
		}
	}

	private boolean rejectsValues(AsapConnection from, Registration request, long now) {
		PoolElementParameter element = request.element();
		if (element.policy().type() == null) {
			reject(from, request, ErrorCause.of(CauseCode.INVALID_VALUES, ParameterOctets.of(element.policy())),
					"unknown policy", now);
			return true;
		}
		if (this.context.limits().enabled() && this.members.lifeMillis(element) > MAX_LIFE) {
			reject(from, request, ErrorCause.of(CauseCode.INVALID_VALUES, ParameterOctets.of(element)),
					"registration life above one day", now);
			return true;
		}
		return false;
	}

	private @Nullable String exceededLimit(@Nullable Pool pool, Source source) {
		Limits limits = this.context.limits();
		if (!limits.enabled()) {
			return null;
		}
		Handlespace handlespace = this.context.handlespace();
		if (pool == null && handlespace.poolCount() >= limits.pools()) {
			return "too many pools";
		}
		if (pool == null && source.pools >= limits.poolsPerAddress()) {
			return "too many pools of one address";
		}
		if (pool != null && pool.size() >= limits.elementsPerPool()) {
			return "too many elements in the pool";
		}
		if (handlespace.elementCount() >= limits.elements()) {
			return "too many elements";
		}
		return (source.elements >= limits.elementsPerAddress()) ? "too many elements of one address" : null;
	}

	private static ErrorCause cause(Inconsistency inconsistency) {
		return switch (inconsistency.kind()) {
			case POLICY ->
				ErrorCause.of(CauseCode.INCONSISTENT_POOLING_POLICY, ParameterOctets.of(inconsistency.poolPolicy()));
			case TRANSPORT_TYPE ->
				ErrorCause.of(CauseCode.INCONSISTENT_TRANSPORT_TYPE, ParameterOctets.of(inconsistency.poolTransport()));
			case DATA_CONTROL -> ErrorCause.of(CauseCode.INCONSISTENT_DATA_CONTROL);
		};
	}

	/**
	 * Whether this is the registered element itself and not another one with its
	 * identifier [P-13].
	 */
	private static boolean isSameElement(PoolElementEntry known, @Nullable ElementWatch watch,
			PoolElementParameter element, AsapConnection from) {
		if (watch != null && (watch.connection == from || LostConnections.isSilent(known, watch))) {
			return true;
		}
		// A process that connects anew has another port, but not another service.
		return known.parameter().userTransport().equals(element.userTransport());
	}

	private static @Nullable ElementWatch watchOf(@Nullable PoolElementEntry entry) {
		return (entry != null && entry.attachment() instanceof ElementWatch watch) ? watch : null;
	}

	private void reject(AsapConnection to, Registration request, ErrorCause cause, String why, long now) {
		this.rejections.registration(to, request.handle(), request.element().id(), cause, why, now);
	}

}
