package io.rserpool.lab;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

import tools.jackson.databind.json.JsonMapper;

/**
 * A process on a host of a {@link Lab}, as the test sees it.
 */
final class LabProcess {

	private static final JsonMapper JSON = new JsonMapper();

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final Map<String, CompletableFuture<String>> open = new ConcurrentHashMap<>();

	private final AtomicLong lastQuestion = new AtomicLong();

	private final String name;

	private final LabHost host;

	private final Process process;

	private final BufferedWriter questions;

	private final Path log;

	LabProcess(String name, LabHost host, Process process, Path log) {
		this.name = name;
		this.host = host;
		this.process = process;
		this.log = log;
		this.questions = process.outputWriter();
		Thread reader = new Thread(this::readAnswers, "lab-" + name);
		reader.setDaemon(true);
		reader.start();
	}

	private void readAnswers() {
		try (BufferedReader answers = this.process.inputReader()) {
			String answer = answers.readLine();
			while (answer != null) {
				int space = answer.indexOf(' ');
				CompletableFuture<String> question = this.open
					.remove((space < 0) ? answer : answer.substring(0, space));
				if (question != null) {
					question.complete(answer.substring(space + 1));
				}
				answer = answers.readLine();
			}
		}
		catch (IOException ex) {
			// The same as the end of the answers.
		}
		this.open.values().forEach((question) -> question.completeExceptionally(gone()));
	}

	private IllegalStateException gone() {
		return new IllegalStateException("Process " + this.name + " is gone, see " + this.log);
	}

	String name() {
		return this.name;
	}

	LabHost host() {
		return this.host;
	}

	long pid() {
		return this.process.pid();
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	/**
	 * Asks and waits for the answer.
	 * @throws IllegalStateException if there is none, or it is a complaint
	 */
	<R> R ask(String word, Class<R> type) {
		String number = Long.toString(this.lastQuestion.incrementAndGet());
		CompletableFuture<String> answer = new CompletableFuture<>();
		this.open.put(number, answer);
		try {
			synchronized (this.questions) {
				this.questions.write(number + " " + word);
				this.questions.newLine();
				this.questions.flush();
			}
			if (!isAlive()) {
				throw gone();
			}
			String text = answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
			if (text.startsWith("!")) {
				throw new IllegalStateException(this.name + ": " + text.substring(1));
			}
			return JSON.readValue(text, type);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(this.name + " does not listen, see " + this.log, ex);
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new IllegalStateException(this.name + " does not answer, see " + this.log, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		finally {
			this.open.remove(number);
		}
	}

	/** Ends the process by SIGKILL and waits until it is gone. */
	void kill() {
		this.process.destroyForcibly().onExit().join();
	}

	@Override
	public String toString() {
		return this.name;
	}

}
