package io.rserpool.boot.session;

import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import io.rserpool.ReceivedMessage;
import io.rserpool.ServedSession;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ServiceMethodsTests {

	private final SessionPayloadConverter json = new JsonSessionPayloadConverter(JsonMapper.shared());

	private final SessionPayloadConverter plain = new PlainSessionPayloadConverter();

	@Test
	void findsMethodsByTheirNameOrTheGivenOne() {
		ServiceMethods methods = ServiceMethods.of(Good.class);

		assertThat(methods.method("count").payload()).isEqualTo(int.class);
		assertThat(methods.method("all").payload()).isNull();
		assertThat(methods.cookie()).hasToString("java.util.List<java.lang.String>");
		assertThatIllegalArgumentException().isThrownBy(() -> methods.method("list"))
			.withMessage("There is no message 'list' here: there are all, count");
	}

	@Test
	void refusesClassesThatDoNotFitTogether() {
		assertThatIllegalStateException().isThrownBy(() -> ServiceMethods.of(Object.class))
			.withMessageContaining("has no @SessionMessage methods");
		assertThatIllegalStateException().isThrownBy(() -> ServiceMethods.of(TwoPayloads.class))
			.withMessageContaining("two parameters for the payload");
		assertThatIllegalStateException().isThrownBy(() -> ServiceMethods.of(TwoOfAName.class))
			.withMessageContaining("Message 'add' has two methods");
		assertThatIllegalStateException().isThrownBy(() -> ServiceMethods.of(TwoStates.class))
			.withMessageContaining("cookies of different types");
	}

	@Test
	void aMessageIsItsNameALineFeedAndThePayload() {
		byte[] bytes = new NamedPayload("add", "{}\n".getBytes(UTF_8)).toBytes();

		assertThat(new String(bytes, UTF_8)).isEqualTo("add\n{}\n");
		assertThat(NamedPayload.of(bytes).name()).isEqualTo("add");
		assertThat(NamedPayload.of(bytes).body()).isEqualTo("{}\n".getBytes(UTF_8));
	}

	@Test
	void aMessageWithoutNameIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> NamedPayload.of("{}".getBytes(UTF_8)))
			.withMessageContaining("begin with a line");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> NamedPayload.of(("x".repeat(256) + "\n").getBytes(UTF_8)));
		for (String name : List.of("", "a\nb", "x".repeat(256))) {
			assertThatIllegalArgumentException().isThrownBy(() -> new NamedPayload(name, new byte[0]).toBytes())
				.withMessageContaining("no message name");
		}
	}

	@Test
	void octetsAndTextsAreSentAsTheyAre() {
		for (SessionPayloadConverter converter : List.of(this.json, this.plain)) {
			byte[] octets = { 1, 2 };
			assertThat(converter.toBytes(octets)).isSameAs(octets);
			assertThat(converter.fromBytes(octets, byte[].class)).isSameAs(octets);
			assertThat(converter.toBytes("ö")).isEqualTo("ö".getBytes(UTF_8));
			assertThat(converter.fromBytes("ö".getBytes(UTF_8), String.class)).isEqualTo("ö");
			assertThat(converter.toBytes(null)).isEmpty();
			assertThat(converter.fromBytes(new byte[0], Integer.class)).isNull();
			assertThat(converter.fromBytes(octets, Void.class)).isNull();
		}
	}

	@Test
	void allElseIsJsonOrSaysWhatIsMissing() {
		assertThat(this.json.fromBytes(this.json.toBytes(List.of("a")), ServiceMethods.of(Good.class).cookie()))
			.isEqualTo(List.of("a"));
		assertThatIllegalArgumentException().isThrownBy(() -> this.json.fromBytes("{".getBytes(UTF_8), List.class))
			.withMessageContaining("no JSON of a java.util.List");
		assertThatIllegalArgumentException().isThrownBy(() -> this.plain.toBytes(1))
			.withMessageContaining("java.lang.Integer cannot be converted");
		assertThatIllegalArgumentException().isThrownBy(() -> this.plain.fromBytes(new byte[1], Integer.class))
			.withMessageContaining("SessionPayloadConverter");
	}

	static class Good {

		@SessionMessage
		int count(ServedSession session, int by, PoolCookie<List<String>> cookie, ReceivedMessage message) {
			return by;
		}

		@SessionMessage("all")
		void list() {
		}

	}

	static class TwoPayloads {

		@SessionMessage
		void add(int one, int other) {
		}

	}

	static class TwoOfAName {

		@SessionMessage
		void add(int one) {
		}

		@SessionMessage("add")
		void plus(int one) {
		}

	}

	static class TwoStates {

		@SessionMessage
		void add(PoolCookie<String> cookie) {
		}

		@SessionMessage
		void plus(PoolCookie<Integer> cookie) {
		}

	}

}
