package io.rserpool.boot.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

import io.rserpool.NoServerReachableException;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class PoolElementLifecycleTests {

	private final StubPoolElement element = new StubPoolElement();

	private final PoolElementLifecycle lifecycle = new PoolElementLifecycle(Map.of("stub", this.element));

	@Test
	void doesNotRegisterBeforeTheApplicationIsReady() {
		this.lifecycle.start();
		assertThat(this.element.calls).isEmpty();
		assertThat(this.lifecycle.isRunning()).isTrue();
	}

	@Test
	void registersOnceWhenTrafficIsAccepted() {
		this.lifecycle.start();
		become(ReadinessState.ACCEPTING_TRAFFIC);
		become(ReadinessState.ACCEPTING_TRAFFIC);
		assertThat(this.element.calls).containsExactly("register");
	}

	@Test
	void livenessIsOfNoInterest() {
		this.lifecycle.start();
		this.lifecycle.onApplicationEvent(new AvailabilityChangeEvent<>(this, LivenessState.CORRECT));
		assertThat(this.element.calls).isEmpty();
	}

	@Test
	void leavesWhenTrafficIsRefusedAndComesBack() {
		this.lifecycle.start();
		become(ReadinessState.ACCEPTING_TRAFFIC);
		become(ReadinessState.REFUSING_TRAFFIC);
		become(ReadinessState.ACCEPTING_TRAFFIC);
		assertThat(this.element.calls).containsExactly("register", "deregister", "register");
	}

	@Test
	void aClosingApplicationLeavesOnceAndCloses() {
		this.lifecycle.start();
		become(ReadinessState.ACCEPTING_TRAFFIC);
		become(ReadinessState.REFUSING_TRAFFIC);
		this.lifecycle.stop();
		this.lifecycle.stop();
		assertThat(this.element.calls).containsExactly("register", "deregister", "close");
	}

	@Test
	void registersAgainAfterARestart() {
		this.lifecycle.start();
		become(ReadinessState.ACCEPTING_TRAFFIC);
		this.lifecycle.stop();
		this.lifecycle.start();
		assertThat(this.element.calls).containsExactly("register", "deregister", "close", "register");
	}

	@Test
	void stopWaitsForTheAnswerWithoutHoldingOthersUp() throws InterruptedException {
		this.element.deregistration = new CompletableFuture<>();
		this.lifecycle.start();
		CountDownLatch stopped = new CountDownLatch(1);
		this.lifecycle.stop(stopped::countDown);
		assertThat(stopped.getCount()).isEqualTo(1);
		this.element.deregistration.complete(null);
		assertThat(stopped.await(5, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void aRegistrationThatFailsIsLoggedAndNothingElse(CapturedOutput output) {
		this.element.registration = CompletableFuture
			.failedFuture(new NoServerReachableException("Registration", List.of("127.0.0.1:1"), Duration.ofMillis(5)));
		this.lifecycle.start();
		become(ReadinessState.ACCEPTING_TRAFFIC);
		assertThat(output).contains("Pool element 'stub' is not registered and goes on trying").contains("127.0.0.1:1");
	}

	@Test
	void phasesBringElementsInLastAndOutFirst() {
		assertThat(List.of(RserpoolPhases.SERVER, RserpoolPhases.ENDPOINT,
				WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE, RserpoolPhases.HANDLERS,
				RserpoolPhases.ELEMENTS))
			.isSorted()
			.doesNotHaveDuplicates();
		assertThat(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE).isLessThan(RserpoolPhases.ELEMENTS);
	}

	private void become(ReadinessState state) {
		this.lifecycle.onApplicationEvent(new AvailabilityChangeEvent<>(this, state));
	}

}
