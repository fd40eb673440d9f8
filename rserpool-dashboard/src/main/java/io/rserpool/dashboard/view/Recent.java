package io.rserpool.dashboard.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.rserpool.event.Occurrence;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.event.RserpoolEvent.AuditMismatch;
import io.rserpool.event.RserpoolEvent.AuditPassed;
import io.rserpool.event.RserpoolEvent.ElementExpired;
import io.rserpool.event.RserpoolEvent.ElementRegistered;
import io.rserpool.event.RserpoolEvent.ElementRemoved;
import io.rserpool.event.RserpoolEvent.PeerDead;
import io.rserpool.event.RserpoolEvent.PoolCreated;
import io.rserpool.event.RserpoolEvent.PoolRemoved;
import io.rserpool.event.RserpoolEvent.RequestRejected;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;

/**
 * What the events of the last quarter of an hour add to a snapshot: the snapshot does not
 * know what is gone.
 *
 * @param lostPools pools whose last element died, with the time, and that did not come
 * back
 * @param shrunkPools pools that lost an element to death, with the time
 * @param refused registrations and deregistrations that were refused
 * @param differing servers whose elements are not known here as they are there, and since
 * when; of all events, however old
 */
public record Recent(Map<PoolHandle, Instant> lostPools, Map<PoolHandle, Instant> shrunkPools, List<Occurrence> refused,
		Map<ServerId, Instant> differing) {

	/** How long a loss is worth a look. */
	public static final Duration WINDOW = Duration.ofMinutes(15);

	/** Nothing happened. */
	public static final Recent NOTHING = new Recent(Map.of(), Map.of(), List.of(), Map.of());

	/**
	 * Sums up the given events, the oldest first.
	 */
	public static Recent of(List<Occurrence> events, Instant now) {
		Map<PoolHandle, Instant> lost = new LinkedHashMap<>();
		Map<PoolHandle, Instant> shrunk = new LinkedHashMap<>();
		List<Occurrence> refused = new ArrayList<>();
		Instant from = now.minus(WINDOW);
		Map<ServerId, Instant> differing = new LinkedHashMap<>();
		for (Occurrence occurrence : events) {
			compare(occurrence, differing);
			if (occurrence.time().isBefore(from)) {
				continue;
			}
			RserpoolEvent event = occurrence.event();
			PoolHandle handle = event.handle();
			if (event instanceof RequestRejected) {
				refused.add(occurrence);
			}
			else if (handle != null && (event instanceof ElementRemoved || event instanceof ElementExpired)) {
				shrunk.put(handle, occurrence.time());
			}
			// A pool that its elements left by their own wish is no loss.
			else if (handle != null && event instanceof PoolRemoved && shrunk.containsKey(handle)) {
				lost.put(handle, occurrence.time());
			}
			else if (handle != null && (event instanceof PoolCreated || event instanceof ElementRegistered)) {
				lost.remove(handle);
				shrunk.remove(handle);
			}
		}
		return new Recent(lost, shrunk, refused, differing);
	}

	private static void compare(Occurrence occurrence, Map<ServerId, Instant> differing) {
		RserpoolEvent event = occurrence.event();
		if (event instanceof AuditMismatch differs) {
			differing.putIfAbsent(differs.peer(), occurrence.time());
		}
		else if (event instanceof AuditPassed agrees) {
			differing.remove(agrees.peer());
		}
		else if (event instanceof PeerDead dead) {
			differing.remove(dead.peer());
		}
	}

}
