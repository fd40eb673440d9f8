package io.rserpool.boot.autoconfigure;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

import io.rserpool.EnrpServerBuilder;
import io.rserpool.machine.TimerName;
import io.rserpool.machine.Timing;
import io.rserpool.wire.PoolHandle;

/**
 * Turns texts of the configuration into values of the core. Each failure names the
 * property.
 */
final class RserpoolSettings {

	private static final int MAX_PORT = 0xffff;

	private RserpoolSettings() {
	}

	static Timing timing(RserpoolProperties properties) {
		Timing timing = Timing.of(properties.getProfile());
		for (Map.Entry<TimerName, Duration> timer : properties.getTimers().entrySet()) {
			try {
				timing = timing.with(timer.getKey(), timer.getValue());
			}
			catch (IllegalArgumentException | ArithmeticException ex) {
				throw new InvalidRserpoolPropertyException("rserpool.timers." + kebab(timer.getKey()),
						String.valueOf(timer.getValue()), "it is out of range", "a duration of 1ms to 10d");
			}
		}
		return timing;
	}

	/**
	 * Reads an address such as {@code host}, {@code host:port} or {@code [::1]:port}. The
	 * result is not resolved.
	 */
	static InetSocketAddress address(String property, String text) {
		return address(property, text, EnrpServerBuilder.DEFAULT_ASAP_PORT);
	}

	private static InetSocketAddress address(String property, String text, int defaultPort) {
		String trimmed = text.trim();
		String host = trimmed;
		String port = "";
		int colon = trimmed.lastIndexOf(':');
		if (trimmed.startsWith("[")) {
			int end = trimmed.indexOf(']');
			host = (end > 0) ? trimmed.substring(1, end) : "";
			String rest = (end > 0) ? trimmed.substring(end + 1) : "";
			if (!rest.isEmpty() && !rest.startsWith(":")) {
				throw badAddress(property, text, defaultPort, "there is something between ']' and the port");
			}
			port = rest;
		}
		else if (colon >= 0 && colon == trimmed.indexOf(':')) {
			host = trimmed.substring(0, colon);
			port = trimmed.substring(colon);
		}
		if (host.isEmpty() || host.chars().anyMatch(Character::isWhitespace) || host.indexOf('/') >= 0) {
			throw badAddress(property, text, defaultPort, "it has no host");
		}
		return InetSocketAddress.createUnresolved(host, port(property, text, port, defaultPort));
	}

	private static int port(String property, String text, String port, int defaultPort) {
		if (port.isEmpty()) {
			return defaultPort;
		}
		try {
			int number = Integer.parseInt(port.substring(1));
			if (number >= 1 && number <= MAX_PORT) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			throw badAddress(property, text, defaultPort, "'" + port.substring(1) + "' is no port");
		}
		throw badAddress(property, text, defaultPort, "a port is 1 to 65535");
	}

	private static InvalidRserpoolPropertyException badAddress(String property, String text, int defaultPort,
			String reason) {
		return new InvalidRserpoolPropertyException(property, text, reason,
				"host, host:port or [IPv6 address]:port, with a port of 1 to 65535 (without one: " + defaultPort + ")");
	}

	static InetSocketAddress resolve(InetSocketAddress address) {
		return address.isUnresolved() ? new InetSocketAddress(address.getHostString(), address.getPort()) : address;
	}

	static InetSocketAddress resolveLiteral(InetSocketAddress address) {
		return isLiteral(address.getHostString()) ? resolve(address) : address;
	}

	private static boolean isLiteral(String host) {
		return host.matches("[0-9.]+") || host.indexOf(':') >= 0;
	}

	/**
	 * Reads the address of another ENRP server. A literal address is resolved, a name is
	 * not: the server looks it up itself, again and again.
	 */
	static InetSocketAddress peer(String property, String text) {
		InetSocketAddress peer = address(property, text, EnrpServerBuilder.DEFAULT_ENRP_PORT);
		String host = peer.getHostString();
		if (isLiteral(host)) {
			InetSocketAddress resolved = resolve(peer);
			if (resolved.isUnresolved() || resolved.getAddress().isAnyLocalAddress()
					|| resolved.getAddress().isMulticastAddress()) {
				throw badAddress(property, text, EnrpServerBuilder.DEFAULT_ENRP_PORT,
						"'" + host + "' is not the address of a host");
			}
			return resolved;
		}
		return peer;
	}

	static InetSocketAddress group(String property, String text) {
		return group(property, text, EnrpServerBuilder.DEFAULT_ASAP_PORT);
	}

	static InetSocketAddress group(String property, String text, int defaultPort) {
		InetSocketAddress group = resolve(address(property, text, defaultPort));
		if (group.isUnresolved() || !group.getAddress().isMulticastAddress()) {
			throw new InvalidRserpoolPropertyException(property, text, "it is no multicast address",
					"a multicast address and a port, such as 239.0.0.51:" + defaultPort);
		}
		return group;
	}

	static PoolHandle handle(String property, String text) {
		try {
			return PoolHandle.parse(text);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidRserpoolPropertyException(property, text, String.valueOf(ex.getMessage()),
					"text of 1 to " + PoolHandle.MAX_LENGTH + " octets, or 'hex:' and pairs of hexadecimal digits");
		}
	}

	static int id(String property, String text) {
		String digits = text.trim().toLowerCase(Locale.ROOT);
		digits = digits.startsWith("0x") ? digits.substring(2) : digits;
		try {
			int id = (digits.length() <= Integer.BYTES * 2) ? Integer.parseUnsignedInt(digits, 16) : 0;
			if (id != 0) {
				return id;
			}
		}
		catch (NumberFormatException ex) {
			throw badId(property, text, "it is not hexadecimal");
		}
		throw badId(property, text, "it is out of range");
	}

	private static InvalidRserpoolPropertyException badId(String property, String text, String reason) {
		return new InvalidRserpoolPropertyException(property, text, reason,
				"an identifier of 0x00000001 to 0xffffffff (quoted in YAML, which would make it a decimal number)");
	}

	static int port(String property, int port, int least) {
		if (port < least || port > MAX_PORT) {
			throw new InvalidRserpoolPropertyException(property, String.valueOf(port), "it is no port",
					"a port of " + least + " to 65535");
		}
		return port;
	}

	static String kebab(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
