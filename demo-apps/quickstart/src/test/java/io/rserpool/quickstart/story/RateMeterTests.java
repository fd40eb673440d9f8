package io.rserpool.quickstart.story;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RateMeterTests {

	private final RateMeter rates = new RateMeter();

	@Test
	void secondThatIsNotOverIsNotTold() {
		this.rates.count(1, 1000);

		assertThat(this.rates.lastMinute(1000)).isEmpty();
		assertThat(this.rates.lastMinute(1001).get(1)).endsWith(0, 1);
	}

	@Test
	void lastMinuteOfEachPainterIsTold() {
		for (int second = 0; second < 200; second++) {
			for (int i = 0; i <= second % 3; i++) {
				this.rates.count(2, 1000 + second);
			}
		}
		this.rates.count(1, 1199);

		assertThat(this.rates.lastMinute(1200)).containsOnlyKeys(1, 2);
		assertThat(this.rates.lastMinute(1200).get(2)).hasSize(60).startsWith(3, 1, 2).endsWith(2);
	}

	@Test
	void painterThatWasSilentForAMinuteIsForgotten() {
		this.rates.count(1, 1000);

		assertThat(this.rates.lastMinute(1060).get(1)).startsWith(1, 0);
		assertThat(this.rates.lastMinute(1061)).isEmpty();
	}

}
