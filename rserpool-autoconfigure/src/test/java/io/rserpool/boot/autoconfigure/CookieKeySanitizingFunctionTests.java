package io.rserpool.boot.autoconfigure;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.endpoint.SanitizableData;

import static org.assertj.core.api.Assertions.assertThat;

class CookieKeySanitizingFunctionTests {

	private final CookieKeySanitizingFunction function = new CookieKeySanitizingFunction();

	@ParameterizedTest
	@ValueSource(strings = { "rserpool.elements.basket.session.cookie-keys.1",
			"rserpool.elements.basket.session.cookieKeys.1", "RSERPOOL_ELEMENTS_BASKET_SESSION_COOKIEKEYS_1",
			"rserpool.elements[basket].session.cookie-keys[1]" })
	void secretsAreHiddenHoweverTheirNamesAreWritten(String key) {
		assertThat(this.function.apply(new SanitizableData(null, key, "secret")).getValue())
			.isEqualTo(SanitizableData.SANITIZED_VALUE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "rserpool.elements.basket.session.cookie-max-age", "server.port" })
	void otherValuesAreShown(String key) {
		assertThat(this.function.apply(new SanitizableData(null, key, "open")).getValue()).isEqualTo("open");
	}

}
