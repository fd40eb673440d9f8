package io.rserpool.boot.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.task.SimpleAsyncTaskExecutorBuilder;
import org.springframework.boot.thread.Threading;
import org.springframework.core.env.Environment;
import org.springframework.core.task.AsyncTaskExecutor;

/**
 * Where the handlers and listeners of sessions run.
 */
final class SessionThreads {

	private SessionThreads() {
	}

	/**
	 * Returns what makes a virtual thread for each run of work, or null if the
	 * application has none: a platform thread for each would cost more than the work, and
	 * the core's threads are kept and may block as well.
	 */
	static @Nullable AsyncTaskExecutor executor(String prefix, ObjectProvider<SimpleAsyncTaskExecutorBuilder> builders,
			Environment environment) {
		if (!Threading.VIRTUAL.isActive(environment)) {
			return null;
		}
		return builders.getIfAvailable(SimpleAsyncTaskExecutorBuilder::new)
			.threadNamePrefix(prefix)
			.virtualThreads(true)
			.concurrencyLimit(null)
			.build();
	}

}
