package io.rserpool.boot.autoconfigure;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.rserpool.boot.view.Texts;
import io.rserpool.machine.Profile;
import io.rserpool.machine.TimerName;
import io.rserpool.wire.PolicyType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds the generated metadata, the hints and the page on configuration to the code.
 */
class ConfigurationMetadataTests {

	private static final List<String> GROUPS = List.of("policy", "additional-legs", "session", "pools");

	@Test
	void everyKeyHasADescription() throws IOException {
		JsonNode properties = metadata().get("properties");
		assertThat(properties.size()).isGreaterThan(30);
		for (JsonNode property : properties) {
			assertThat(property.path("description").asString("")).as(property.get("name").asString()).isNotBlank();
		}
	}

	@Test
	void everyKeyIsDocumented() throws IOException {
		String page = page();
		for (JsonNode property : metadata().get("properties")) {
			String name = property.get("name").asString();
			if (name.startsWith("rserpool.")
					&& !"java.util.Map".equals(property.get("type").asString().split("<")[0])) {
				assertThat(page).contains("| `" + name + "` |");
			}
		}
	}

	@Test
	void everyKeyOfANamedThingIsDocumented() throws IOException {
		String page = page();
		Map<String, Class<?>> groups = new LinkedHashMap<>();
		groups.put("rserpool.elements.<name>.", RserpoolProperties.Element.class);
		groups.put("rserpool.elements.<name>.policy.", RserpoolProperties.Policy.class);
		groups.put("rserpool.elements.<name>.additional-legs[*].", RserpoolProperties.Leg.class);
		groups.put("rserpool.elements.<name>.session.", ElementSessionProperties.class);
		groups.put("rserpool.users.<name>.", RserpoolProperties.User.class);
		groups.put("rserpool.users.<name>.pools.<pool>.", RserpoolProperties.UserPool.class);
		groups.put("rserpool.users.<name>.session.", UserSessionProperties.class);
		groups.put("rserpool.http.pools.<host>.", RserpoolHttpProperties.Pool.class);
		groups.forEach((prefix, type) -> keys(type).forEach((key) -> {
			boolean group = GROUPS.contains(key);
			assertThat(page).contains(group ? prefix + key : "| `" + prefix + key + "` |");
		}));
	}

	@Test
	void everyTimerAndPolicyIsDocumentedWithItsValues() throws IOException {
		String page = page();
		for (TimerName timer : TimerName.values()) {
			assertThat(page).contains("| `" + Texts.kebab(timer) + "` | " + timer.in(Profile.FAST).toMillis() + " | "
					+ timer.in(Profile.RFC).toMillis() + " | " + timer.in(Profile.LAN).toMillis() + " | "
					+ timer.in(Profile.RSPLIB).toMillis() + " |");
		}
		for (PolicyType type : PolicyType.values()) {
			assertThat(page)
				.contains("| `" + Texts.kebab(type) + "` | " + String.join(", ", PolicySettings.names(type)));
		}
	}

	@Test
	void hintsKnowEveryTimerAndProfile() throws IOException {
		assertThat(hints("rserpool.timers.keys"))
			.containsExactlyElementsOf(Arrays.stream(TimerName.values()).map(Texts::kebab).toList());
		assertThat(hints("rserpool.profile"))
			.containsExactlyInAnyOrderElementsOf(Arrays.stream(Profile.values()).map(Texts::kebab).toList());
	}

	private static List<String> hints(String name) throws IOException {
		List<String> values = new ArrayList<>();
		for (JsonNode hint : metadata().get("hints")) {
			if (name.equals(hint.get("name").asString())) {
				hint.get("values").forEach((value) -> values.add(value.get("value").asString()));
			}
		}
		return values;
	}

	private static TreeSet<String> keys(Class<?> type) {
		TreeSet<String> keys = (type.getSuperclass() != Object.class) ? keys(type.getSuperclass()) : new TreeSet<>();
		for (Field field : type.getDeclaredFields()) {
			if (!field.isSynthetic()) {
				keys.add(field.getName().replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT));
			}
		}
		return keys;
	}

	private static JsonNode metadata() throws IOException {
		Path own = Path.of("target/classes/META-INF/spring-configuration-metadata.json");
		return JsonMapper.shared().readTree(Files.readString(own, StandardCharsets.UTF_8));
	}

	private static String page() throws IOException {
		return Files.readString(Path.of("../docs/configuration.md"), StandardCharsets.UTF_8);
	}

}
