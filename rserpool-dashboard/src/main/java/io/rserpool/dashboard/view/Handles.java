package io.rserpool.dashboard.view;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.springframework.web.util.UriUtils;

import io.rserpool.wire.PoolHandle;

/**
 * Pool handles in URLs: percent-encoded UTF-8, else {@code hex:00ff6b6579}.
 */
public final class Handles {

	private Handles() {
	}

	/**
	 * Returns the handle as one path segment.
	 */
	public static String slug(PoolHandle handle) {
		String text = handle.toString();
		// Servers and firewalls refuse or cut these inside a path segment, even encoded.
		boolean unsafe = text.chars().anyMatch((c) -> "/\\;%".indexOf(c) >= 0) || text.equals(".") || text.equals("..");
		return UriUtils.encodePathSegment(unsafe ? "hex:" + HexFormat.of().formatHex(handle.toByteArray()) : text,
				StandardCharsets.UTF_8);
	}

	/** The handle's octets: {@code 62 69 6c 6c}. */
	public static String octets(PoolHandle handle) {
		return HexFormat.ofDelimiter(" ").formatHex(handle.toByteArray());
	}

}
