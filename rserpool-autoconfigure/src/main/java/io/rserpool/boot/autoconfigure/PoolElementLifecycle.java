package io.rserpool.boot.autoconfigure;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;

import io.rserpool.NoServerReachableException;
import io.rserpool.PoolElement;

/**
 * Registers the elements when the application accepts traffic, and deregisters them when
 * it refuses traffic or stops: before anything drains, so that no new request comes.
 */
final class PoolElementLifecycle implements SmartLifecycle, ApplicationListener<AvailabilityChangeEvent<?>> {

	private static final Logger logger = LoggerFactory.getLogger(PoolElementLifecycle.class);

	private static final Duration DEREGISTRATION_TIMEOUT = Duration.ofSeconds(2);

	private final Map<String, PoolElement> elements;

	private boolean running;

	private boolean accepting;

	private @Nullable List<CompletableFuture<Void>> leaving;

	PoolElementLifecycle(Map<String, PoolElement> elements) {
		this.elements = new LinkedHashMap<>(elements);
	}

	@Override
	public synchronized void start() {
		for (PoolElement element : this.elements.values()) {
			if (element instanceof ManagedPoolElement managed) {
				managed.prepare();
			}
		}
		this.running = true;
		if (this.accepting) {
			register();
		}
	}

	@Override
	public synchronized void onApplicationEvent(AvailabilityChangeEvent<?> event) {
		if (event.getState() instanceof ReadinessState readiness) {
			boolean accepts = readiness == ReadinessState.ACCEPTING_TRAFFIC;
			boolean changed = accepts != this.accepting;
			this.accepting = accepts;
			if (this.running && changed) {
				if (accepts) {
					register();
				}
				else {
					deregister();
				}
			}
		}
	}

	private void register() {
		this.leaving = null;
		this.elements.forEach((name, element) -> element.register().whenComplete((done, failure) -> {
			if (failure == null) {
				logger.info("Pool element '{}' is registered in pool '{}'", name, element.handle());
			}
			else {
				warn(name, (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
						: failure);
			}
		}));
	}

	private void warn(String name, Throwable failure) {
		if (failure instanceof NoServerReachableException) {
			logger.warn("Pool element '{}' is not registered and goes on trying: {}", name, failure.getMessage());
		}
		else {
			logger.warn("Pool element '{}' is not registered: {}", name, failure.getMessage());
		}
	}

	private List<CompletableFuture<Void>> deregister() {
		// A closing application refuses traffic first and stops then: leave once.
		List<CompletableFuture<Void>> answers = this.leaving;
		if (answers == null) {
			answers = this.elements.values().stream().map(PoolElement::deregister).toList();
			this.leaving = answers;
		}
		return answers;
	}

	@Override
	public void stop() {
		List<CompletableFuture<Void>> answers;
		synchronized (this) {
			if (!this.running) {
				return;
			}
			this.running = false;
			answers = deregister();
		}
		try {
			CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
				.get(DEREGISTRATION_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			logger.warn("Not all pool elements could be deregistered: their servers will notice that they are gone");
		}
		for (PoolElement element : this.elements.values()) {
			if (!(element instanceof ManagedPoolElement managed) || !managed.closesWithPort()) {
				element.close(Duration.ZERO);
			}
		}
	}

	@Override
	public void stop(Runnable callback) {
		// Others of the same phase need not wait for the servers' answers.
		Thread stopper = new Thread(() -> {
			try {
				stop();
			}
			finally {
				callback.run();
			}
		}, "rserpool-deregister");
		stopper.start();
	}

	@Override
	public synchronized boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return RserpoolPhases.ELEMENTS;
	}

	@Override
	public boolean isPauseable() {
		return false;
	}

}
