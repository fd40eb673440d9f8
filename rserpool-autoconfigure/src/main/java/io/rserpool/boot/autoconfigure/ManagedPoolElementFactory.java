package io.rserpool.boot.autoconfigure;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.core.task.AsyncTaskExecutor;

import io.rserpool.AsapEndpoint;
import io.rserpool.PoolElement;
import io.rserpool.PoolElementBuilder;
import io.rserpool.SessionServerBuilder;
import io.rserpool.boot.PoolElementBuilderCustomizer;
import io.rserpool.boot.PoolElementHandler;
import io.rserpool.wire.IpAddress;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportParameter;
import io.rserpool.wire.TransportUse;

/**
 * Makes the pool elements of the configuration.
 */
final class ManagedPoolElementFactory {

	private final RserpoolProperties properties;

	private final ListableBeanFactory beans;

	private final EnrpServerAddresses servers;

	private final ApplicationHttpPort httpPort;

	private final ObjectProvider<AsapEndpoint> endpoint;

	private final ObjectProvider<PoolElementBuilderCustomizer> customizers;

	private final SessionServers sessions;

	private final AsyncTaskExecutor executor;

	ManagedPoolElementFactory(RserpoolProperties properties, ListableBeanFactory beans, EnrpServerAddresses servers,
			ApplicationHttpPort httpPort, ObjectProvider<AsapEndpoint> endpoint,
			ObjectProvider<PoolElementBuilderCustomizer> customizers, SessionServers sessions,
			AsyncTaskExecutor executor) {
		this.properties = properties;
		this.beans = beans;
		this.servers = servers;
		this.httpPort = httpPort;
		this.endpoint = endpoint;
		this.customizers = customizers;
		this.sessions = sessions;
		this.executor = executor;
	}

	/** Makes the element with the given name; all values are checked at once. */
	PoolElement create(String name) {
		String prefix = "rserpool.elements." + name;
		RserpoolProperties.Element element = this.properties.getElements()
			.getOrDefault(name, new RserpoolProperties.Element());
		AsapEndpoint shared = this.endpoint.getIfAvailable();
		if (shared == null) {
			throw new NoEnrpServerConfiguredException(prefix);
		}
		String text = (element.getPool() != null) ? element.getPool() : name;
		PoolHandle handle = RserpoolSettings.handle(prefix + ".pool", text);
		MemberSelectionPolicy policy = PolicySettings.policy(prefix + ".policy", element.getPolicy());
		PoolElementId id = (element.getId() != null)
				? new PoolElementId(RserpoolSettings.id(prefix + ".id", element.getId())) : null;
		check(prefix, element);
		if (element.getTransport() == ElementTransport.SESSION) {
			Supplier<SessionServerBuilder> served = this.sessions.create(name, element);
			return new ManagedPoolElement(name, handle, policy,
					() -> build(name, policy, id, element, builder(handle, element, shared, served.get())));
		}
		TcpElementServer server = (element.getTransport() == ElementTransport.TCP)
				? server(name, prefix, handle, element) : null;
		IntSupplier port = port(prefix, element, server);
		return new ManagedPoolElement(name, handle, policy, server,
				() -> build(name, policy, id, element, builder(handle, element, shared, port.getAsInt())));
	}

	private void check(String prefix, RserpoolProperties.Element element) {
		boolean external = element.getTransport() == ElementTransport.EXTERNAL;
		RserpoolSettings.port(prefix + ".port", element.getPort(), external ? 1 : 0);
		if (element.getTransport() == ElementTransport.SESSION && element.getPort() == 0
				&& element.getAddress().size() > 1) {
			throw new InvalidRserpoolPropertyException(prefix + ".port", "0",
					"a session element with several addresses needs the same port on all of them",
					"a port of 1 to 65535, or register one address");
		}
		if (element.getProtocol() != LegProtocol.TCP && !external) {
			throw new InvalidRserpoolPropertyException(prefix + ".protocol",
					RserpoolSettings.kebab(element.getProtocol()),
					"the transport is '" + RserpoolSettings.kebab(element.getTransport()) + "', which is over TCP",
					"tcp, or any with 'transport: external'");
		}
		if (element.getLife() != null && element.getLife().toMillis() < 1000) {
			throw new InvalidRserpoolPropertyException(prefix + ".life", element.getLife().toString(),
					"it is too short", "a duration of 1s or more");
		}
		if (element.getMaxConnections() < 1) {
			throw new InvalidRserpoolPropertyException(prefix + ".max-connections",
					String.valueOf(element.getMaxConnections()), "it is too small", "a number of 1 or more");
		}
		if (element.getDrainTimeout().isNegative()) {
			throw new InvalidRserpoolPropertyException(prefix + ".drain-timeout", element.getDrainTimeout().toString(),
					"it is negative", "0 or a positive duration");
		}
		for (int i = 0; i < element.getAdditionalLegs().size(); i++) {
			RserpoolSettings.port(prefix + ".additional-legs[" + i + "].port",
					element.getAdditionalLegs().get(i).getPort(), 1);
		}
	}

	private TcpElementServer server(String name, String prefix, PoolHandle handle, RserpoolProperties.Element element) {
		String bean = HandlerBeans.name(this.beans, PoolElementHandler.class, prefix + ".handler",
				element.getHandler());
		Supplier<InetAddress> bindAddress = () -> bindAddress(element);
		// The handler is asked for late: it may itself want the element.
		return new TcpElementServer(name, handle, element, bindAddress,
				() -> this.beans.getBean(bean, PoolElementHandler.class), this.executor);
	}

	private InetAddress bindAddress(RserpoolProperties.Element element) {
		if (element.getBindAddress() != null) {
			return element.getBindAddress();
		}
		List<InetAddress> addresses = addresses(element);
		boolean one = addresses.size() == 1 && LocalAddresses.isLocal(addresses.get(0));
		return one ? addresses.get(0) : new InetSocketAddress(0).getAddress();
	}

	private IntSupplier port(String prefix, RserpoolProperties.Element element, @Nullable TcpElementServer server) {
		if (server != null) {
			return server::localPort;
		}
		int configured = element.getPort();
		return () -> {
			int port = (configured != 0) ? configured : this.httpPort.get();
			if (port <= 0) {
				throw new InvalidRserpoolPropertyException(prefix + ".transport",
						RserpoolSettings.kebab(element.getTransport()), "the application has no running web server",
						"'tcp' with a PoolElementHandler bean, or to 'external' with a port, or add a web server");
			}
			return port;
		};
	}

	private List<InetAddress> addresses(RserpoolProperties.Element element) {
		return element.getAddress().isEmpty() ? List.of(LocalAddresses.towards(this.servers.get()))
				: element.getAddress();
	}

	private PoolElementBuilder builder(PoolHandle handle, RserpoolProperties.Element element, AsapEndpoint shared,
			int port) {
		List<TransportParameter> legs = legs(element, port, TransportUse.DATA_ONLY);
		return PoolElement.builder(handle)
			.endpoint(ManagedAsapEndpoint.unwrap(shared))
			.transport(legs.get(0))
			.additionalLegs(legs.subList(1, legs.size()));
	}

	private PoolElementBuilder builder(PoolHandle handle, RserpoolProperties.Element element, AsapEndpoint shared,
			SessionServerBuilder sessions) {
		// The first transport is what the server says when its port is open.
		List<TransportParameter> legs = legs(element, element.getPort(), TransportUse.DATA_PLUS_CONTROL);
		return PoolElement.builder(handle)
			.endpoint(ManagedAsapEndpoint.unwrap(shared))
			.sessions(sessions.address(new InetSocketAddress(bindAddress(element), element.getPort()))
				.advertise(addresses(element).get(0)))
			.drain(element.getDrainTimeout())
			.additionalLegs(legs.subList(1, legs.size()));
	}

	private List<TransportParameter> legs(RserpoolProperties.Element element, int port, TransportUse use) {
		List<InetAddress> addresses = addresses(element);
		List<TransportParameter> legs = new ArrayList<>();
		for (InetAddress address : addresses) {
			legs.add((use == TransportUse.DATA_ONLY) ? element.getProtocol().transport(IpAddress.of(address), port)
					: new TcpTransport(port, use, IpAddress.of(address)));
		}
		for (RserpoolProperties.Leg leg : element.getAdditionalLegs()) {
			legs.add(leg(leg, addresses.get(0)));
		}
		return legs;
	}

	private PoolElement build(String name, MemberSelectionPolicy policy, @Nullable PoolElementId id,
			RserpoolProperties.Element element, PoolElementBuilder builder) {
		builder.policy(policy);
		PropertyMapper map = PropertyMapper.get();
		map.from(id).to(builder::id);
		map.from(element::getLife).to(builder::life);
		this.customizers.orderedStream().forEach((customizer) -> customizer.customize(name, builder));
		return builder.build();
	}

	private TransportParameter leg(RserpoolProperties.Leg leg, InetAddress first) {
		IpAddress address = IpAddress.of((leg.getAddress() != null) ? leg.getAddress() : first);
		return leg.getTransport().transport(address, leg.getPort());
	}

}
