package io.rserpool.session;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DuplicateWindowTests {

	private final DuplicateWindow window = new DuplicateWindow();

	private void process(long sequence) {
		this.window.begin(sequence);
		this.window.end(sequence, true);
	}

	@Test
	void remembersTheRecentOnes() {
		for (long sequence = 0; sequence < 5_000; sequence++) {
			assertThat(this.window.isDone(sequence)).isFalse();
			process(sequence);
			assertThat(this.window.isDone(sequence)).isTrue();
			assertThat(this.window.isDone(Math.max(0, sequence - DuplicateWindow.RECENT + 1))).isTrue();
		}
		assertThat(this.window.isDone(5_000 - DuplicateWindow.RECENT)).isTrue();
		assertThat(this.window.isDone(4_999 - DuplicateWindow.RECENT)).isFalse();
	}

	@Test
	void remembersWhatItHadWhenItGrows() {
		process(3);
		process(60);
		process(200);
		process(900);

		assertThat(this.window.isDone(3)).isTrue();
		assertThat(this.window.isDone(60)).isTrue();
		assertThat(this.window.isDone(200)).isTrue();
		assertThat(this.window.isDone(64)).isFalse();
		assertThat(this.window.isDone(899)).isFalse();
	}

	@Test
	void beginsAnywhere() {
		process(1_000_000_007L);
		process(1_000_000_005L);

		assertThat(this.window.isDone(1_000_000_007L)).isTrue();
		assertThat(this.window.isDone(1_000_000_006L)).isFalse();
		assertThat(this.window.isDone(1_000_000_005L)).isTrue();
	}

}
