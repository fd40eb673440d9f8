package com.example.shop;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The jar of prices, started as an operator starts it.
 */
final class PricesProcess implements AutoCloseable {

	/** The property that has the jar's path. */
	static final String JAR = "prices.jar";

	private final Process process;

	PricesProcess(String enrpServer) {
		File log = new File("target/prices-" + System.nanoTime() + ".log");
		List<String> command = List.of(ProcessHandle.current().info().command().orElse("java"), "-Xmx128m",
				"-XX:TieredStopAtLevel=1", "-jar", System.getProperty(JAR), "--spring.profiles.active=pooled",
				"--rserpool.enrp-servers=" + enrpServer);
		try {
			this.process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	long pid() {
		return this.process.pid();
	}

	/** Sends SIGTERM and waits for the end. */
	void terminate() throws InterruptedException {
		this.process.destroy();
		if (!this.process.waitFor(60, TimeUnit.SECONDS)) {
			throw new AssertionError("Process " + pid() + " does not end");
		}
	}

	/** Sends SIGKILL and waits for the end. */
	void kill() {
		this.process.destroyForcibly().onExit().join();
	}

	@Override
	public void close() {
		kill();
	}

}
