package io.rserpool;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;

/**
 * A message that waits for its elements.
 *
 * @param element the element it is for, or null for the policy's
 * @param future done when the elements are chosen
 */
record DataRequest(PoolHandle handle, @Nullable PoolElementId element, byte[] message, Set<DataSendOption> options,
		CompletableFuture<DataSent> future) {

	DataRequest {
		if (options.contains(DataSendOption.SEND_FAILOVER) && options.contains(DataSendOption.SEND_NO_FAILOVER)) {
			throw new IllegalArgumentException("SEND_FAILOVER and SEND_NO_FAILOVER contradict each other");
		}
		boolean toAll = options.contains(DataSendOption.SEND_TO_ALL);
		if (toAll && (element != null || options.contains(DataSendOption.SEND_TO_LAST))) {
			throw new IllegalArgumentException("SEND_TO_ALL leaves no choice of a single element");
		}
		if (toAll && options.contains(DataSendOption.SEND_FAILOVER)) {
			throw new IllegalArgumentException("A copy of SEND_TO_ALL has no other element to go to: no SEND_FAILOVER");
		}
	}

	static DataRequest of(PoolHandle handle, @Nullable PoolElementId element, byte[] message,
			DataSendOption... options) {
		Set<DataSendOption> set = EnumSet.noneOf(DataSendOption.class);
		set.addAll(Arrays.asList(options));
		return new DataRequest(handle, element, message, set, new CompletableFuture<>());
	}

	boolean has(DataSendOption option) {
		return this.options.contains(option);
	}

	/** Whether it is for the chosen elements only. */
	boolean isBound(boolean sendOverByDefault) {
		return has(DataSendOption.SEND_NO_FAILOVER) || has(DataSendOption.SEND_TO_ALL)
				|| !sendOverByDefault && !has(DataSendOption.SEND_FAILOVER);
	}

	SendOptions sendOptions(boolean bound) {
		SendOptions options = bound ? SendOptions.DEFAULT.atMostOnce() : SendOptions.DEFAULT.sendOver();
		return has(DataSendOption.SCTP_UNORDER) ? options.unordered() : options;
	}

}
