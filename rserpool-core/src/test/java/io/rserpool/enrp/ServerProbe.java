package io.rserpool.enrp;

import io.rserpool.handlespace.Handlespace;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;

/**
 * Looks into a server machine without a copy: for checks that run after every step.
 */
public final class ServerProbe {

	private ServerProbe() {
	}

	/** Everything the server knows; only to be looked at. */
	public static Handlespace handlespace(EnrpServerMachine machine) {
		return machine.handlespace();
	}

	public static ServerId id(EnrpServerMachine machine) {
		return machine.id();
	}

	public static boolean isServing(EnrpServerMachine machine) {
		return machine.phase() == ServerPhase.SERVING;
	}

	/** Hands over each claim that is not the entry itself (enrp.md 10.7). */
	public static void forEachClaim(EnrpServerMachine machine, ClaimVisitor visitor) {
		machine.claims().forEach((entry, claim) -> visitor.claim(entry.pool().handle(), entry.id(), claim.owner()));
	}

	/**
	 * Sees claims.
	 */
	public interface ClaimVisitor {

		void claim(PoolHandle handle, PoolElementId id, ServerId claimant);

	}

}
