package io.rserpool.boot.autoconfigure;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;

/**
 * Finds the bean that serves an element.
 */
final class HandlerBeans {

	private HandlerBeans() {
	}

	/**
	 * Returns the name of the bean.
	 * @param type what it has to be
	 * @param property the property that may name it
	 * @param configured the value of that property; without one there has to be exactly
	 * one bean
	 */
	static String name(ListableBeanFactory beans, Class<?> type, String property, @Nullable String configured) {
		String[] names = beans.getBeanNamesForType(type);
		String kind = type.getSimpleName();
		String allowed = "the name of a " + kind + " bean (there are: "
				+ ((names.length > 0) ? String.join(", ", names) : "none: declare one") + ")";
		if (configured == null) {
			if (names.length == 1) {
				return names[0];
			}
			throw new InvalidRserpoolPropertyException(property, "", "there is not exactly one " + kind + " bean",
					allowed);
		}
		if (!Arrays.asList(names).contains(configured)) {
			throw new InvalidRserpoolPropertyException(property, configured,
					"there is no " + kind + " bean of this name", allowed);
		}
		return configured;
	}

}
