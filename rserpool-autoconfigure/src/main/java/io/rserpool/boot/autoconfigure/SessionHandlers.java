package io.rserpool.boot.autoconfigure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;

import io.rserpool.SessionHandler;
import io.rserpool.boot.session.PoolElementService;
import io.rserpool.boot.session.ServiceMethods;
import io.rserpool.boot.session.ServiceSessionHandler;
import io.rserpool.boot.session.SessionPayloadConverter;
import io.rserpool.wire.PoolHandle;

/**
 * Finds the bean that serves the sessions of an element: a {@link SessionHandler} or a
 * {@link PoolElementService}.
 */
final class SessionHandlers {

	private final ListableBeanFactory beans;

	private final SessionPayloadConverter converter;

	SessionHandlers(ListableBeanFactory beans, SessionPayloadConverter converter) {
		this.beans = beans;
		this.converter = converter;
	}

	/**
	 * Finds the bean and looks at its class.
	 * @param property the property that may name it
	 * @param configured the value of that property
	 * @param handle the element's pool
	 * @return asks for the bean
	 */
	Supplier<SessionHandler> find(String property, @Nullable String configured, PoolHandle handle) {
		List<String> services = Arrays.asList(this.beans.getBeanNamesForAnnotation(PoolElementService.class));
		if (configured != null) {
			return services.contains(configured) ? service(configured) : handler(named(property, configured, services));
		}
		List<String> ofPool = services.stream().filter((name) -> serves(name, handle)).toList();
		if (ofPool.size() == 1) {
			return service(ofPool.get(0));
		}
		if (ofPool.size() > 1) {
			throw new InvalidRserpoolPropertyException(property, "",
					"several PoolElementService beans name pool '" + handle + "'",
					"one of them: " + String.join(", ", ofPool));
		}
		String[] names = this.beans.getBeanNamesForType(SessionHandler.class);
		if (names.length != 1) {
			throw new InvalidRserpoolPropertyException(property, "",
					"there is neither a PoolElementService bean for pool '" + handle
							+ "', nor exactly one SessionHandler bean",
					allowed(services));
		}
		return handler(names[0]);
	}

	private boolean serves(String name, PoolHandle handle) {
		PoolElementService service = this.beans.findAnnotationOnBean(name, PoolElementService.class);
		if (service == null || service.value().isEmpty()) {
			return false;
		}
		try {
			return PoolHandle.parse(service.value()).equals(handle);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalStateException("@PoolElementService of bean '" + name + "' names no pool: '"
					+ service.value() + "', " + ex.getMessage(), ex);
		}
	}

	private String named(String property, String configured, List<String> services) {
		if (!Arrays.asList(this.beans.getBeanNamesForType(SessionHandler.class)).contains(configured)) {
			throw new InvalidRserpoolPropertyException(property, configured,
					"there is no SessionHandler or PoolElementService bean of this name", allowed(services));
		}
		return configured;
	}

	private String allowed(List<String> services) {
		List<String> names = new ArrayList<>(Arrays.asList(this.beans.getBeanNamesForType(SessionHandler.class)));
		names.addAll(services);
		return "the name of a SessionHandler or PoolElementService bean (there are: "
				+ (names.isEmpty() ? "none: declare one" : String.join(", ", names)) + ")";
	}

	private Supplier<SessionHandler> handler(String name) {
		return () -> this.beans.getBean(name, SessionHandler.class);
	}

	private Supplier<SessionHandler> service(String name) {
		Class<?> type = this.beans.getType(name);
		if (type == null) {
			throw new IllegalStateException("The class of bean '" + name + "' is not known");
		}
		ServiceMethods methods = ServiceMethods.of(type);
		return () -> new ServiceSessionHandler(this.beans.getBean(name), methods, this.converter);
	}

}
