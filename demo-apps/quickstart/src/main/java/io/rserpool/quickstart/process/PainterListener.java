package io.rserpool.quickstart.process;

/**
 * Hears of the painters' lives. Called on threads of the supervisor: return soon.
 */
public interface PainterListener {

	/** A process runs; it is not in the pool yet. */
	void started(Painter painter);

	/** A process ended, however. */
	void ended(Painter painter);

}
