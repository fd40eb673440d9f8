package io.rserpool.transport;

/**
 * Something that is going to happen and can be called off.
 */
@FunctionalInterface
public interface Cancellable {

	/** Calls it off. Harmless when it has happened or was called off before. */
	void cancel();

}
