package io.rserpool.quickstart.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How child processes begin and end. A child holds the other end of its standard input,
 * which is never written: when this process is gone, by whatever death, the child reads
 * its end and leaves.
 */
final class Children {

	/** Exit codes above this say which signal it was. */
	static final int KILLED_BY_SIGNAL = 128;

	private Children() {
	}

	static Process launch(String name, List<String> command) {
		try {
			return new ProcessBuilder(command).redirectErrorStream(true).start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(name + " cannot be started: " + ex.getMessage(), ex);
		}
	}

	/** Asks children to leave, and kills those that do not in time. */
	static void end(Collection<Process> children, Duration timeout) {
		// Not Process.destroy(): it closes the child's input too, and the child halts
		// before it has said goodbye.
		children.forEach((child) -> child.toHandle().destroy());
		long until = System.nanoTime() + timeout.toNanos();
		for (Process child : children) {
			if (!waitFor(child, until - System.nanoTime())) {
				child.toHandle().destroyForcibly();
			}
		}
		for (Process child : children) {
			waitFor(child, TimeUnit.SECONDS.toNanos(2));
		}
	}

	private static boolean waitFor(Process child, long nanos) {
		try {
			return child.waitFor(nanos, TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
