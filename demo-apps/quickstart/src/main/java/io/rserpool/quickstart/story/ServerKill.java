package io.rserpool.quickstart.story;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * The kill of an ENRP server and what came of it.
 *
 * @param number the server's number
 * @param time when it was killed
 * @param owned elements that it owned
 * @param taker who owns them now, or null while nobody has taken them over
 */
public record ServerKill(int number, Instant time, int owned, @Nullable String taker) {

	ServerKill taken(String taker) {
		return new ServerKill(this.number, this.time, this.owned, taker);
	}

}
