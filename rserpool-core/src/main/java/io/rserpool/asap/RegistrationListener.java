package io.rserpool.asap;

import java.util.List;

import io.rserpool.machine.Endpoint;
import io.rserpool.wire.ErrorCause;
import io.rserpool.wire.OperationError;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.ServerId;
import org.jspecify.annotations.Nullable;

/**
 * Learns what becomes of one registered element. Called on the machine's thread, from
 * within an input; must not call the machine.
 */
public interface RegistrationListener {

	/**
	 * The element entered another state, or has another id. Comes before the more precise
	 * call about the same matter.
	 */
	default void stateChanged(ElementState state, PoolElementId id) {
	}

	/**
	 * A registration or re-registration was accepted.
	 * @param home the home server, {@link ServerId#NONE} while it has not told its id
	 * @param warning what the server changed, or null
	 */
	void registered(PoolElementId id, ServerId home, @Nullable OperationError warning);

	/**
	 * A server refused the element; it is not a member any more.
	 * @param triesAgain whether it is tried again unchanged after a while: after lack of
	 * resources, and when another element has the id that the user chose
	 */
	void rejected(PoolElementId id, ErrorCause cause, boolean triesAgain);

	/**
	 * No server answered for too many attempts. The element goes on trying after a while
	 * unless that is switched off.
	 * @param tried the servers that were tried
	 * @param waitedMillis since the first attempt
	 */
	void noServer(PoolElementId id, List<Endpoint> tried, long waitedMillis);

	/**
	 * The server took the element out of its pool: its life ended or its id was found
	 * elsewhere.
	 * @param registersAgain whether the element registers again by itself
	 */
	void ended(PoolElementId id, @Nullable ErrorCause cause, boolean registersAgain);

}
