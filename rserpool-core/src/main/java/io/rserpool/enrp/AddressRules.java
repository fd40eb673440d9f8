package io.rserpool.enrp;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.rserpool.wire.CauseCode;
import io.rserpool.wire.ErrorCause;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.ParameterOctets;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.SctpTransport;
import io.rserpool.wire.TransportParameter;
import io.rserpool.wire.TransportUse;

/**
 * Which addresses an element may register: those of its connection, none that
 * nobody can reach [P-3], and what its ASAP transport becomes [T-6].
 */
final class AddressRules {

	private final AddressCheck check;

	private final AddressScope minScope;

	AddressRules(AddressCheck check, AddressScope minScope) {
		this.check = check;
		this.minScope = minScope;
	}

	/**
	 * Checks and completes an element that came from the given peer.
	 */
	Outcome apply(PoolElementParameter element, IpAddress peer) {
		Predicate<IpAddress> allowed = (address) -> isAllowed(address, peer);
		TransportParameter user = element.userTransport();
		TransportParameter keptUser = TransportAddresses.keep(user, allowed);
		if (keptUser == null || keptUser != user && this.check == AddressCheck.STRICT) {
			return Outcome.refused(user, "user transport with other addresses than the connection's");
		}
		TransportParameter reduced = (keptUser != user) ? user : null;
		List<TransportParameter> legs = element.additionalLegs();
		List<TransportParameter> keptLegs = legs;
		if (!legs.isEmpty()) {
			keptLegs = new ArrayList<>(legs.size());
			for (TransportParameter leg : legs) {
				TransportParameter kept = TransportAddresses.keep(leg, allowed);
				if (kept != leg && this.check == AddressCheck.STRICT) {
					return Outcome.refused(leg, "additional leg with other addresses than the connection's");
				}
				reduced = (kept != leg) ? leg : reduced;
				if (kept != null) {
					keptLegs.add(kept);
				}
			}
		}
		SctpTransport asap = element.asapTransport();
		if (asap == null) {
			// An ephemeral port would be dialled in vain: 0 says "cannot be dialled"
			// [T-6].
			asap = new SctpTransport(0, TransportUse.DATA_ONLY, List.of(peer));
		}
		else if (this.check != AddressCheck.OFF && !asap.addresses().stream().allMatch(peer::equals)) {
			return Outcome.refused(asap, "ASAP transport with another address than the connection's");
		}
		PoolElementParameter completed = new PoolElementParameter(element.id(), element.home(), element.lifeSeconds(),
				keptUser, element.policy(), asap, keptLegs);
		return new Outcome(completed, null, "", (reduced != null) ? invalid(reduced) : null);
	}

	private boolean isAllowed(IpAddress address, IpAddress peer) {
		return !address.isUnspecifiedOrBroadcast() && !address.isMulticast() && this.minScope.admits(address)
				&& (this.check == AddressCheck.OFF || address.equals(peer));
	}

	private static ErrorCause invalid(TransportParameter transport) {
		return ErrorCause.of(CauseCode.INVALID_VALUES, ParameterOctets.of(transport));
	}

	/**
	 * What became of an element.
	 *
	 * @param element complete, or as it came if refused
	 * @param refusal why it is refused, or null
	 * @param why the same in words, or nothing
	 * @param warning that addresses were taken out, or null
	 */
	record Outcome(@Nullable PoolElementParameter element, @Nullable ErrorCause refusal, String why,
			@Nullable ErrorCause warning) {

		static Outcome refused(TransportParameter offending, String why) {
			return new Outcome(null, invalid(offending), why, null);
		}

	}

}
