package io.rserpool.quickstart.process;

import java.io.IOException;

/**
 * A child as small as can be: it leaves when its input ends.
 */
public final class PatientChild {

	private PatientChild() {
	}

	public static void main(String[] args) throws IOException {
		while (System.in.read() >= 0) {
			continue;
		}
		Runtime.getRuntime().halt(0);
	}

}
