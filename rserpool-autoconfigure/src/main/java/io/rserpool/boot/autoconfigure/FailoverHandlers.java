package io.rserpool.boot.autoconfigure;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;

import io.rserpool.FailoverHandler;
import io.rserpool.wire.PoolHandle;

/**
 * Which {@link FailoverHandler} bean is asked for the sessions of a pool.
 */
final class FailoverHandlers {

	private final ListableBeanFactory beans;

	FailoverHandlers(ListableBeanFactory beans) {
		this.beans = beans;
	}

	/** Whether there is any. */
	boolean areThere() {
		return this.beans.getBeanNamesForType(FailoverHandler.class, true, false).length > 0;
	}

	/**
	 * Returns the handler that has the pool's handle as name or qualifier; without one,
	 * the only or primary one.
	 * @return null if there is none
	 * @throws IllegalStateException if several have the handle
	 */
	@Nullable FailoverHandler find(PoolHandle handle) {
		List<String> matching = new ArrayList<>();
		for (String name : this.beans.getBeanNamesForType(FailoverHandler.class)) {
			if (BeanFactoryAnnotationUtils.isQualifierMatch(handle.toString()::equals, name, this.beans)) {
				matching.add(name);
			}
		}
		if (matching.size() > 1) {
			throw new IllegalStateException("Several FailoverHandler beans are qualified with pool '" + handle + "': "
					+ String.join(", ", matching) + ". Leave one");
		}
		return matching.isEmpty() ? this.beans.getBeanProvider(FailoverHandler.class).getIfUnique()
				: this.beans.getBean(matching.get(0), FailoverHandler.class);
	}

}
