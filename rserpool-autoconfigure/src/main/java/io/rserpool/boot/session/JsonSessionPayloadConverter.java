package io.rserpool.boot.session;

import java.lang.reflect.Type;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes JSON of everything but {@code byte[]} and {@code String}.
 */
public final class JsonSessionPayloadConverter extends PlainSessionPayloadConverter {

	private final JsonMapper json;

	public JsonSessionPayloadConverter(JsonMapper json) {
		this.json = json;
	}

	@Override
	protected byte[] write(Object value) {
		try {
			return this.json.writeValueAsBytes(value);
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException(
					"A " + value.getClass().getName() + " cannot be written as JSON: " + ex.getOriginalMessage(), ex);
		}
	}

	@Override
	protected Object read(byte[] bytes, Type type) {
		try {
			return this.json.readValue(bytes, this.json.constructType(type));
		}
		catch (JacksonException ex) {
			throw new IllegalArgumentException("These " + bytes.length + " octets are no JSON of a "
					+ type.getTypeName() + ": " + ex.getOriginalMessage(), ex);
		}
	}

}
