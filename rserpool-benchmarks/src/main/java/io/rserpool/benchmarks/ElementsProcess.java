package io.rserpool.benchmarks;

import java.util.ArrayList;
import java.util.List;

import io.rserpool.machine.Profile;
import io.rserpool.machine.Timing;

/**
 * Many pool elements in a child JVM, over a few endpoints that know one ENRP server only,
 * and listen to any that dials them.
 */
final class ElementsProcess {

	private static final int WINDOW = 64;

	private ElementsProcess() {
	}

	/**
	 * Stays registered until the parent ends.
	 * @param arguments the ASAP port of the ENRP server, the number of endpoints, the
	 * number of elements of each, one in a pool
	 */
	public static void main(String[] arguments) throws Exception {
		int port = Integer.parseInt(arguments[0]);
		int endpoints = Integer.parseInt(arguments[1]);
		int each = Integer.parseInt(arguments[2]);
		List<Elements> all = new ArrayList<>();
		for (int i = 0; i < endpoints; i++) {
			Elements elements = Elements.connect(Timing.of(Profile.FAST), port, each);
			elements.register(i * each, each, WINDOW);
			all.add(elements);
		}
		ChildJvm.readyUntilParentEnds(0, all.size());
	}

}
