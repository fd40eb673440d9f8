package io.rserpool.quickstart.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.function.Predicate;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what a child writes into this process's log, line by line, but for what is meant
 * for somebody else.
 */
final class OutputPump implements Runnable {

	private final Process process;

	private final Logger logger;

	private final Predicate<String> hearer;

	OutputPump(Process process, String name) {
		this(process, name, (line) -> false);
	}

	/**
	 * A pump.
	 * @param hearer is given each line first, and says whether it was meant for it
	 */
	OutputPump(Process process, String name, Predicate<String> hearer) {
		this.process = process;
		this.hearer = hearer;
		this.logger = LoggerFactory.getLogger("quickstart." + name);
	}

	void start() {
		Thread thread = new Thread(this, "output-of-" + this.process.pid());
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void run() {
		try (BufferedReader reader = this.process.inputReader()) {
			String line = reader.readLine();
			while (line != null) {
				if (!isHeard(line)) {
					this.logger.info("{}", line);
				}
				line = reader.readLine();
			}
		}
		catch (IOException ex) {
			this.logger.debug("Its output ended: {}", ex.getMessage());
		}
	}

	private boolean isHeard(String line) {
		try {
			return this.hearer.test(line);
		}
		catch (RuntimeException ex) {
			this.logger.warn("A line was not understood: {}", line, ex);
			return true;
		}
	}

}
