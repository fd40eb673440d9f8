package io.rserpool.event;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.TransportParameter;

/**
 * Everything worth seeing, as one sealed type: a catalogue. Time, source and cause stand
 * in the {@link Occurrence} around it. Addresses are text such as {@code 192.0.2.1:3863}.
 */
public sealed interface RserpoolEvent {

	/** The pool concerned, or null. */
	default @Nullable PoolHandle handle() {
		return null;
	}

	/** The pool element concerned, or null. */
	default @Nullable PoolElementId element() {
		return null;
	}

	/** An ENRP server serves. */
	record ServerStarted(ServerId server, String asapAddress) implements RserpoolEvent {
	}

	/** An ENRP server stopped. */
	record ServerStopped(ServerId server) implements RserpoolEvent {
	}

	/** The first element of a pool registered. */
	record PoolCreated(PoolHandle handle, MemberSelectionPolicy policy) implements RserpoolEvent {
	}

	/** The last element of a pool left. */
	record PoolRemoved(PoolHandle handle) implements RserpoolEvent {
	}

	/** An element entered its pool. */
	record ElementRegistered(PoolHandle handle, PoolElementId element, ServerId home, TransportParameter transport,
			MemberSelectionPolicy policy) implements RserpoolEvent {
	}

	/** An element registered again with other attributes. */
	record ElementUpdated(PoolHandle handle, PoolElementId element, ServerId home, TransportParameter transport,
			MemberSelectionPolicy policy) implements RserpoolEvent {
	}

	/** An element left its pool by its own wish. */
	record ElementDeregistered(PoolHandle handle, PoolElementId element) implements RserpoolEvent {
	}

	/** An element's registration life ended. */
	record ElementExpired(PoolHandle handle, PoolElementId element) implements RserpoolEvent {
	}

	/** An element was removed because it is believed dead. */
	record ElementRemoved(PoolHandle handle, PoolElementId element, RemovalReason reason) implements RserpoolEvent {
	}

	/** An element is left out of answers while its pool has others [T-5]. */
	record ElementSuspended(PoolHandle handle, PoolElementId element, String why) implements RserpoolEvent {
	}

	/** A suspended element answered. */
	record ElementResumed(PoolHandle handle, PoolElementId element) implements RserpoolEvent {
	}

	/** Somebody could not reach an element. */
	record UnreachableReported(PoolHandle handle, PoolElementId element, String reporter,
			int distinctReporters) implements RserpoolEvent {
	}

	/** A server refused a registration or deregistration. */
	record RequestRejected(PoolHandle handle, PoolElementId element, String request, int causeCode,
			String why) implements RserpoolEvent {
	}

	/** A resolution found nothing. */
	record ResolutionFailed(PoolHandle handle, int causeCode, String why) implements RserpoolEvent {
	}

	/** A damaged message arrived. */
	record MalformedMessage(String from, String kind, String detail) implements RserpoolEvent {
	}

	/** The other side did not understand something. */
	record ErrorReceived(String from, int causeCode, String why) implements RserpoolEvent {
	}

	/** A limit answered instead of the protocol. */
	record LimitReached(String limit, String source, String answer) implements RserpoolEvent {
	}

	/** A connection was closed by this side because of the other's behaviour. */
	record ConnectionDropped(String remote, String why) implements RserpoolEvent {
	}

	/** An element or user has a new home server. */
	record HomeServerChanged(ServerId previous, ServerId current, String address, String why) implements RserpoolEvent {
	}

	/** The home server is lost and another one is looked for. */
	record ServerHuntStarted(List<String> candidates, String why) implements RserpoolEvent {
	}

	/** A round of the hunt found no server. */
	record ServerHuntFailed(List<String> tried, long millis) implements RserpoolEvent {
	}

	/** This process's element is registered. */
	record RegistrationAccepted(PoolHandle handle, PoolElementId element, ServerId home,
			@Nullable String warning) implements RserpoolEvent {
	}

	/** This process's element is not registered any more, or could not be. */
	record RegistrationFailed(PoolHandle handle, PoolElementId element, @Nullable Integer causeCode,
			String why) implements RserpoolEvent {
	}

	/** This process's element left its pool. */
	record RegistrationEnded(PoolHandle handle, PoolElementId element) implements RserpoolEvent {
	}

	/** A pool user could not reach an element, and what it did. */
	record ElementFailed(PoolHandle handle, PoolElementId element, boolean reported) implements RserpoolEvent {
	}

	/** A pool user took another element in place of a failed one. */
	record ElementReselected(PoolHandle handle, PoolElementId failed, PoolElementId element) implements RserpoolEvent {
	}

}
