package io.rserpool.dashboard.view;

/**
 * PE checksums in words.
 */
final class Checksums {

	private Checksums() {
	}

	/** {@code 0x6257}; a dash for none. */
	static String text(int checksum) {
		return (checksum < 0) ? "–" : String.format("0x%04x", checksum);
	}

}
