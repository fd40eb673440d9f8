package io.rserpool.sim;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.ServerId;

/**
 * The names of a plan for the numbers of the protocol, to make traces readable.
 */
final class Names {

	private static final Pattern ID = Pattern.compile("0x[0-9a-f]{8}");

	private final Map<String, String> names = new HashMap<>();

	void server(ServerId id, String name) {
		this.names.put(id.toString(), name);
	}

	void element(PoolElementId id, String name) {
		this.names.put(id.toString(), name);
	}

	void address(String address, String name) {
		this.names.put(address, name);
	}

	String of(ServerId id) {
		return id.isNone() ? "-" : this.names.getOrDefault(id.toString(), id.toString());
	}

	String of(PoolElementId id) {
		return this.names.getOrDefault(id.toString(), id.toString());
	}

	/** Puts names for all known ids and addresses in a text. */
	String in(String text) {
		String named = ID.matcher(text).replaceAll((match) -> this.names.getOrDefault(match.group(), match.group()));
		return ADDRESS.matcher(named).replaceAll((match) -> this.names.getOrDefault(match.group(), match.group()));
	}

	private static final Pattern ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");

}
