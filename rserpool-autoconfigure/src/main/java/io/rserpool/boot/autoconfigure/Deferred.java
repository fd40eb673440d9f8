package io.rserpool.boot.autoconfigure;

import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A part that is made when its turn in the application's life cycle comes, or earlier if
 * somebody needs it: only then are ports known. Made anew when it is started after it was
 * closed. Safe for use by many threads.
 *
 * @param <T> the part
 */
final class Deferred<T extends AutoCloseable> {

	private final String what;

	private final Supplier<T> factory;

	private final Consumer<T> starter;

	private final Consumer<T> closer;

	private volatile @Nullable T part;

	private boolean closed;

	Deferred(String what, Supplier<T> factory, Consumer<T> starter, Consumer<T> closer) {
		this.what = what;
		this.factory = factory;
		this.starter = starter;
		this.closer = closer;
	}

	/**
	 * Returns the part, made and started.
	 * @throws IllegalStateException if it is closed
	 */
	T get() {
		T current = this.part;
		return (current != null) ? current : make(false);
	}

	/** Returns the part if there is one now. */
	@Nullable T peek() {
		return this.part;
	}

	/** Makes the part, also after it was closed. */
	void start() {
		make(true);
	}

	private synchronized T make(boolean reopen) {
		T current = this.part;
		if (current != null) {
			return current;
		}
		if (this.closed && !reopen) {
			throw new IllegalStateException(this.what + " is closed, as its application is");
		}
		T made = this.factory.get();
		this.starter.accept(made);
		this.closed = false;
		this.part = made;
		return made;
	}

	/** Takes the part away, and leaves its closing to the caller. */
	synchronized @Nullable T release() {
		T current = this.part;
		this.part = null;
		this.closed = true;
		return current;
	}

	void close() {
		T current = release();
		if (current != null) {
			this.closer.accept(current);
		}
	}

}
