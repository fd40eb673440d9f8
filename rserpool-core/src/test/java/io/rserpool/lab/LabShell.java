package io.rserpool.lab;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A shell that runs command after command, perhaps in a namespace of its own that lasts
 * as long as it does. It ends with this process, however that ends; what it has frozen
 * goes on then.
 */
final class LabShell implements AutoCloseable {

	private static final String LOOP = """
			frozen=
			while IFS= read -r line; do
				eval "$line" </dev/null 2>&1
				echo "
			<<$?>>"
			done
			[ -z "$frozen" ] || kill -CONT $frozen
			""";

	private final Process process;

	private final BufferedWriter commands;

	private final BufferedReader answers;

	/**
	 * Starts a shell and waits until it is ready.
	 * @param prefix words before {@code sh}, such as {@code unshare --net}
	 * @throws IOException if it does not start
	 */
	LabShell(List<String> prefix) throws IOException {
		List<String> command = new ArrayList<>(prefix);
		command.addAll(List.of("sh", "-c", LOOP));
		this.process = new ProcessBuilder(command).redirectErrorStream(true).start();
		this.commands = this.process.outputWriter();
		this.answers = this.process.inputReader();
		try {
			attempt("true");
		}
		catch (IOException ex) {
			this.process.destroyForcibly();
			throw ex;
		}
	}

	long pid() {
		return this.process.pid();
	}

	/**
	 * Runs a line of commands.
	 * @throws UncheckedIOException if the last of them fails
	 */
	void run(String line) {
		try {
			attempt(line);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Runs a line of commands.
	 * @return what they print
	 * @throws IOException if the last of them fails, or the shell is gone
	 */
	synchronized String attempt(String line) throws IOException {
		StringBuilder printed = new StringBuilder();
		try {
			this.commands.write(line);
			this.commands.newLine();
			this.commands.flush();
		}
		catch (IOException ex) {
			// What it printed before it died says more.
			printed.append(ex.getMessage()).append(": ");
		}
		String answer = this.answers.readLine();
		while (answer != null && !answer.matches("<<\\d+>>")) {
			printed.append(answer).append(' ');
			answer = this.answers.readLine();
		}
		if (!"<<0>>".equals(answer)) {
			throw new IOException("'" + line + "' failed: " + printed.toString().strip());
		}
		return printed.toString().strip();
	}

	void freeze(long pid) {
		run("frozen=\"$frozen " + pid + "\"; kill -STOP " + pid);
	}

	void thaw(long pid) {
		run("kill -CONT " + pid);
	}

	@Override
	public void close() {
		try {
			this.commands.close();
		}
		catch (IOException ex) {
			// It is gone already.
			this.process.destroyForcibly();
		}
		this.process.onExit().join();
	}

}
