package io.rserpool.sim;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.rserpool.wire.PoolHandle;
import org.jspecify.annotations.Nullable;

/**
 * Everybody in a simulation, by name.
 */
final class Cast {

	private final Map<String, Server> servers = new LinkedHashMap<>();

	private final Map<String, Element> elements = new LinkedHashMap<>();

	private final Map<String, User> users = new LinkedHashMap<>();

	private final Map<String, EndpointProcess> endpoints = new LinkedHashMap<>();

	void add(Server server) {
		this.servers.put(server.name, server);
	}

	void add(Element element) {
		this.elements.put(element.name, element);
		this.endpoints.putIfAbsent(element.endpoint.name, element.endpoint);
	}

	void add(User user) {
		this.users.put(user.name, user);
		this.endpoints.putIfAbsent(user.endpoint.name, user.endpoint);
	}

	List<Server> servers() {
		return List.copyOf(this.servers.values());
	}

	/** Servers that run and serve. */
	List<Server> serving() {
		return this.servers.values().stream().filter(Server::isServing).toList();
	}

	List<Element> elements() {
		return List.copyOf(this.elements.values());
	}

	List<User> users() {
		return List.copyOf(this.users.values());
	}

	List<EndpointProcess> endpoints() {
		return List.copyOf(this.endpoints.values());
	}

	List<PoolHandle> handles() {
		return this.elements.values().stream().map((element) -> element.handle).distinct().toList();
	}

	Server server(String name) {
		return known(this.servers.get(name), name);
	}

	boolean isServer(String name) {
		return this.servers.containsKey(name);
	}

	Element element(String name) {
		return known(this.elements.get(name), name);
	}

	User user(String name) {
		return known(this.users.get(name), name);
	}

	/** The application of an element or user. */
	EndpointProcess endpoint(String name) {
		Element element = this.elements.get(name);
		return (element != null) ? element.endpoint : known(this.endpoints.get(name), name);
	}

	/** The host of a server, element or user. */
	Host host(String name) {
		Server server = this.servers.get(name);
		return (server != null) ? server.host : endpoint(name).host();
	}

	/** Whether a process is stopped in the middle of its work. */
	boolean isAnyFrozen() {
		return Stream
			.concat(this.servers.values().stream().filter(Server::isAlive).map(Server::process),
					this.endpoints.values().stream().filter(EndpointProcess::isAlive).map(EndpointProcess::process))
			.anyMatch(Process::isFrozen);
	}

	private static <T> T known(@Nullable T found, String name) {
		if (found == null) {
			throw new IllegalArgumentException("Nobody is called '" + name + "'");
		}
		return found;
	}

}
