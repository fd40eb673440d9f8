package io.rserpool.quickstart.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/**
 * Finds ports on the loopback address for processes to come. Free ones are drawn from
 * below those that systems give to outgoing connections, so that they stay free until the
 * process is there.
 */
public final class FreePorts {

	private static final int LOWEST = 20_000;

	private static final int HIGHEST = 32_000;

	private static final int ATTEMPTS = 1000;

	private final RandomGenerator random;

	public FreePorts(RandomGenerator random) {
		this.random = random;
	}

	/**
	 * The wanted port if it is free, else any other.
	 * @param wanted 1 to 65535, or 0 = any
	 */
	public int near(int wanted) {
		if (wanted > 0 && wanted <= 0xffff && isFree(wanted)) {
			return wanted;
		}
		for (int i = 0; i < ATTEMPTS; i++) {
			int port = this.random.nextInt(LOWEST, HIGHEST);
			if (isFree(port)) {
				return port;
			}
		}
		throw new IllegalStateException("No port between " + LOWEST + " and " + HIGHEST + " is free");
	}

	private static boolean isFree(int port) {
		try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
			return socket.isBound();
		}
		catch (IOException ex) {
			return false;
		}
	}

}
