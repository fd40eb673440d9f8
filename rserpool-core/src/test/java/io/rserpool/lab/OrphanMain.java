package io.rserpool.lab;

import java.io.IOException;
import java.util.Map;

/**
 * A process that has a lab of its own, with one frozen process in it, and gets killed.
 */
final class OrphanMain {

	private OrphanMain() {
	}

	public static void main(String[] arguments) throws IOException {
		LabSettings settings = new LabChild(arguments).settings();
		try (Lab lab = Lab.open(settings.name(), 2, settings.pools().get(0))) {
			LabProcess one = LabTests.probe(lab, 1, "running");
			LabProcess two = LabTests.probe(lab, 2, "frozen");
			one.ask("heard", ProbeMain.Heard.class);
			two.ask("heard", ProbeMain.Heard.class);
			lab.freeze(two);
			LabChild.answer(Map.of("pids",
					() -> ProcessHandle.current().descendants().map(ProcessHandle::pid).toArray(Long[]::new)));
		}
	}

}
