package io.rserpool.transport;

/** Stand-in. */
public final class TcpNetwork {

	private TcpNetwork() {
	}

	public static Network shared() {
		throw new IllegalStateException();
	}

}
