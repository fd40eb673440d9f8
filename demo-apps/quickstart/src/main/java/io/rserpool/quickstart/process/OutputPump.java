package io.rserpool.quickstart.process;

import java.io.BufferedReader;
import java.io.IOException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what a painter writes into this process's log, line by line.
 */
final class OutputPump implements Runnable {

	private final Process process;

	private final Logger logger;

	OutputPump(Process process, String name) {
		this.process = process;
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
				this.logger.info("{}", line);
				line = reader.readLine();
			}
		}
		catch (IOException ex) {
			this.logger.debug("Its output ended: {}", ex.getMessage());
		}
	}

}
