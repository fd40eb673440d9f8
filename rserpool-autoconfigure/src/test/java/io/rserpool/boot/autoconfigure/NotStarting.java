package io.rserpool.boot.autoconfigure;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.annotation.Bean;

/**
 * Keeps a context from starting anything: beans are made, and no socket is opened.
 */
@TestConfiguration(proxyBeanMethods = false)
class NotStarting {

	@Bean
	LifecycleProcessor lifecycleProcessor() {
		return new LifecycleProcessor() {

			@Override
			public void start() {
			}

			@Override
			public void stop() {
			}

			@Override
			public boolean isRunning() {
				return false;
			}

			@Override
			public void onRefresh() {
			}

			@Override
			public void onClose() {
			}

		};
	}

}
