package io.rserpool.dashboard.view;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An ENRP server in a list.
 *
 * @param tag its short name
 * @param id eight hexadecimal digits
 * @param state how it is
 * @param word the state in words
 * @param why what the word means, or null
 * @param addresses where it speaks ENRP
 * @param heard when it was heard last, or null = never, or it is this server
 * @param link the connection to it, in words
 * @param elementCount elements that it owns, as far as known here
 * @param checksum over these elements
 * @param audit whether both know the same of them, or null for this server
 */
public record ServerRow(ServerTag tag, String id, State state, String word, @Nullable String why,
		List<String> addresses, @Nullable Instant heard, String link, int elementCount, String checksum,
		@Nullable AuditRow audit) {

	public ServerRow {
		addresses = List.copyOf(addresses);
	}

}
