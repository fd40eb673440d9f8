package io.rserpool.boot.autoconfigure;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;

/**
 * Makes an event of any kind that is told among servers.
 */
final class SampleEvents {

	private SampleEvents() {
	}

	static RserpoolEvent of(Class<?> type) {
		RecordComponent[] parts = type.getRecordComponents();
		try {
			return (RserpoolEvent) type
				.getDeclaredConstructor(Stream.of(parts).map(RecordComponent::getType).toArray(Class[]::new))
				.newInstance(Stream.of(parts).map((part) -> value(part.getType())).toArray());
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(type + " cannot be made", ex);
		}
	}

	private static @Nullable Object value(Class<?> type) {
		if (type == ServerId.class) {
			return new ServerId(0x1a2b3c4d);
		}
		if (type == PoolElementId.class) {
			return new PoolElementId(7);
		}
		if (type == PoolHandle.class) {
			return PoolHandle.of("EchoPool");
		}
		if (type == String.class) {
			return "text";
		}
		if (type == List.class) {
			return List.of();
		}
		if (type == int.class) {
			return 1;
		}
		return (type == long.class) ? 2L : null;
	}

}
