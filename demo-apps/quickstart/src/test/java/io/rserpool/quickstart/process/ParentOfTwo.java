package io.rserpool.quickstart.process;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * A parent of two children that writes their process ids and waits to be killed.
 */
public final class ParentOfTwo {

	private ParentOfTwo() {
	}

	public static void main(String[] args) throws IOException {
		JavaCommand java = new JavaCommand(List.of("-XX:TieredStopAtLevel=1", "-Xmx32m"), PatientChild.class.getName());
		try (Painters painters = new Painters((number, element) -> java.with(List.of()), 2, Duration.ofSeconds(1),
				new Random(1)); PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true)) {
			out.println("pid " + painters.start().orElseThrow().pid());
			out.println("pid " + painters.start().orElseThrow().pid());
			System.in.read();
		}
	}

}
