package io.rserpool.quickstart.process;

import java.io.IOException;
import java.io.InputStream;

/**
 * Runs something when the parent process is gone: then the child's standard input, which
 * the parent holds open and never writes, ends. This works for every death of the parent.
 */
public final class ParentWatch implements Runnable {

	private final InputStream input;

	private final Runnable gone;

	private ParentWatch(InputStream input, Runnable gone) {
		this.input = input;
		this.gone = gone;
	}

	/** Watches from now on, on a thread of its own. */
	public static Thread start(InputStream input, Runnable gone) {
		Thread thread = new Thread(new ParentWatch(input, gone), "parent-watch");
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

	@Override
	public void run() {
		try {
			while (this.input.read() >= 0) {
				// Nobody writes there. What comes all the same says that somebody lives.
				continue;
			}
		}
		catch (IOException ex) {
			// As good as the end.
		}
		this.gone.run();
	}

}
