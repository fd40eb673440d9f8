package io.rserpool;

import java.util.ArrayDeque;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

import io.rserpool.wire.PoolElementId;

/**
 * The messages to one pool that wait for their elements, and where the last one went.
 */
final class DataLane {

	final Queue<DataRequest> waiting = new ArrayDeque<>();

	/** Whether elements are being chosen for a message: all later ones wait. */
	boolean choosing;

	@Nullable PoolElementId last;

}
