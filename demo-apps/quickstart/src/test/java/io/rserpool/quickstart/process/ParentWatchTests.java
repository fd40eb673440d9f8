package io.rserpool.quickstart.process;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ParentWatchTests {

	@Test
	void endOfTheInputIsTheEndOfTheParent() throws IOException, InterruptedException {
		CountDownLatch gone = new CountDownLatch(1);
		try (PipedOutputStream parent = new PipedOutputStream()) {
			ParentWatch.start(new PipedInputStream(parent), gone::countDown);
			parent.write(1);
			parent.flush();
			assertThat(gone.getCount()).isOne();
		}

		assertThat(gone.await(5, TimeUnit.SECONDS)).isTrue();
	}

}
