package io.rserpool.quickstart.process;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Starts Java again as this process was started: from the same jar, or with the same
 * class path.
 */
public final class JavaCommand {

	private final List<String> jvmOptions;

	private final String mainClass;

	private final String classPath;

	/**
	 * A command on this process's own class path.
	 * @param jvmOptions options of the new process
	 * @param mainClass its main class, unless the class path is an executable jar
	 */
	public JavaCommand(List<String> jvmOptions, String mainClass) {
		this(jvmOptions, mainClass, System.getProperty("java.class.path", ""));
	}

	JavaCommand(List<String> jvmOptions, String mainClass, String classPath) {
		this.jvmOptions = List.copyOf(jvmOptions);
		this.mainClass = mainClass;
		this.classPath = classPath;
	}

	/** The program and its arguments. */
	public List<String> with(List<String> arguments) {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(this.jvmOptions);
		if (isExecutableJar()) {
			command.add("-jar");
			command.add(this.classPath);
		}
		else {
			command.add("-cp");
			command.add(this.classPath);
			command.add(this.mainClass);
		}
		command.addAll(arguments);
		return command;
	}

	private boolean isExecutableJar() {
		return !this.classPath.contains(File.pathSeparator) && this.classPath.toLowerCase(Locale.ROOT).endsWith(".jar");
	}

}
