package io.rserpool.benchmarks;

/**
 * All rows about several ENRP servers, one after the other: 3g, 4a to 4c, 7a to 7e.
 */
final class ScopeProgram {

	private ScopeProgram() {
	}

	/** Prints one line or more a row; {@code -Drserpool.bench.only=4b} measures one. */
	public static void main(String[] arguments) throws Exception {
		System.setProperty("rserpool.bench.embedded", "true");
		String[] none = {};
		long begin = System.nanoTime();
		HandlespaceProgram.fullChecksum();
		OwnershipProgram.main(none);
		ReplicationProgram.main(none);
		TakeoverProgram.main(none);
		HomeFailoverProgram.main(none);
		DownloadProgram.main(none);
		System.out.printf("(took %d s)%n", (System.nanoTime() - begin) / 1_000_000_000);
		System.exit(0);
	}

}
