package io.rserpool.wire;

import java.util.Random;

import org.junit.jupiter.api.Test;

/**
 * Random damage to valid messages: a quick relative of the fuzz tests that always runs.
 */
class MutatedMessageTests {

	@Test
	void damagedMessageIsHandledSafely() {
		Random random = new Random(3237);
		RandomMessages messages = new RandomMessages(3237);
		for (int i = 0; i < 20000; i++) {
			byte[] octets = Vectors.encode(random.nextBoolean() ? messages.asap() : messages.enrp());
			for (int k = random.nextInt(4); k >= 0; k--) {
				int at = random.nextInt(Math.min(octets.length, 120));
				octets[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : octets[at] ^ 1 << random.nextInt(8));
			}
			WireAssertions.assertSafeAsap(octets);
			WireAssertions.assertSafeEnrp(octets);
			WireAssertions.assertSafeChunk(octets);
		}
	}

}
