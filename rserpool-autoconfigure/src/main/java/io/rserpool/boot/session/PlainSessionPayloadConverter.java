package io.rserpool.boot.session;

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Leaves {@code byte[]} and {@code String} (UTF-8) as they are, and knows nothing else
 * itself.
 */
public class PlainSessionPayloadConverter implements SessionPayloadConverter {

	@Override
	public final byte[] toBytes(@Nullable Object value) {
		if (value == null) {
			return new byte[0];
		}
		if (value instanceof byte[] bytes) {
			return bytes;
		}
		return (value instanceof String text) ? text.getBytes(StandardCharsets.UTF_8) : write(value);
	}

	@Override
	public final @Nullable Object fromBytes(byte[] bytes, Type type) {
		if (type == byte[].class) {
			return bytes;
		}
		if (type == String.class) {
			return new String(bytes, StandardCharsets.UTF_8);
		}
		return (bytes.length == 0 || type == Void.class) ? null : read(bytes, type);
	}

	/** Writes any other value. */
	protected byte[] write(Object value) {
		throw unknown(value.getClass());
	}

	/** Reads any other value. */
	protected Object read(byte[] bytes, Type type) {
		throw unknown(type);
	}

	private static IllegalArgumentException unknown(Type type) {
		return new IllegalArgumentException(type.getTypeName() + " cannot be converted: add spring-boot-starter-json, "
				+ "or declare a SessionPayloadConverter bean");
	}

}
