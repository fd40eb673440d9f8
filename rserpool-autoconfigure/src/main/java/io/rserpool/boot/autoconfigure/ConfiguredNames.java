package io.rserpool.boot.autoconfigure;

import java.util.Map;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Reads the entries of a map of the configuration before there are beans.
 */
final class ConfiguredNames {

	private ConfiguredNames() {
	}

	static <T> Map<String, T> of(Environment environment, String prefix, Class<T> type) {
		return Binder.get(environment).bind(prefix, Bindable.mapOf(String.class, type)).orElseGet(Map::of);
	}

}
