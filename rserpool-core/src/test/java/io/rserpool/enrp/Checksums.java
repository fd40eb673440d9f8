package io.rserpool.enrp;

import java.util.List;

import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolEntry;
import io.rserpool.wire.PoolHandle;

/**
 * The PE checksum of RFC 5353 section 3.6.2, written out octet by octet: what the
 * server's way of keeping it is compared with.
 */
final class Checksums {

	static final int EMPTY = 0xffff;

	private Checksums() {
	}

	static int of(List<PoolEntry> entries) {
		long sum = 0;
		for (PoolEntry entry : entries) {
			for (var element : entry.elements()) {
				sum += words(entry.handle(), element.id());
			}
		}
		while (sum >> 16 != 0) {
			sum = (sum & 0xffff) + (sum >> 16);
		}
		return (int) (~sum & 0xffff);
	}

	private static long words(PoolHandle handle, PoolElementId id) {
		byte[] octets = handle.toByteArray();
		long sum = (id.value() >>> 16) + (id.value() & 0xffff);
		for (int i = 0; i < octets.length; i++) {
			sum += (long) (octets[i] & 0xff) << ((i % 2 == 0) ? 8 : 0);
		}
		return sum;
	}

}
