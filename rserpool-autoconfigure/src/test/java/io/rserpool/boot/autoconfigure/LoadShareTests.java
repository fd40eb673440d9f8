package io.rserpool.boot.autoconfigure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class LoadShareTests {

	@ParameterizedTest
	@CsvSource({ "0%,0", "100%,ffffffff", "25%,40000000", "12.5 %,20000000", "0x40000000,40000000", "0XFF,ff" })
	void readsPercentAndWords(String text, String word) {
		assertThat(Integer.toHexString(LoadShare.valueOf(text).word())).isEqualTo(word);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "25", "0.25", "-1%", "101%", "0x100000000", "0x-1", "x%", "%" })
	void refusesAnythingElse(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> LoadShare.valueOf(text))
			.withMessageContaining("'" + text + "'")
			.withMessageContaining("0% to 100%");
	}

	@Test
	void printsPercent() {
		assertThat(LoadShare.valueOf("25%")).hasToString("25%");
		assertThat(LoadShare.ZERO).hasToString("0%");
	}

}
