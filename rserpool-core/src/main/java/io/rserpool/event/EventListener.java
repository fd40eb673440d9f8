package io.rserpool.event;

/**
 * Listens to an {@link EventStream}. Called on the publishing thread, which belongs to
 * the protocol: hand over and return, never block. What it throws is logged and dropped.
 */
@FunctionalInterface
public interface EventListener {

	void onEvent(Occurrence occurrence);

}
