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

	/** An ENRP server looks for the others before it serves. */
	record ServerJoining(ServerId server, List<String> mentors) implements RserpoolEvent {

		public ServerJoining {
			mentors = List.copyOf(mentors);
		}
	}

	/** A mentor gave its handlespace. */
	record HandlespaceDownloaded(ServerId mentor, int pools, int elements, long millis) implements RserpoolEvent {
	}

	/** No mentor let the server in. */
	record JoinedAlone(ServerId server, String why) implements RserpoolEvent {
	}

	/** Two servers have the same id; this one takes another (enrp.md 10.5). */
	record ServerIdChanged(ServerId former, ServerId server, String why) implements RserpoolEvent {
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

	/** A pool user could not use one transport of an element that has others. */
	record LegFailed(PoolHandle handle, PoolElementId element, TransportParameter transport,
			boolean reported) implements RserpoolEvent {
	}

	/**
	 * A pool user goes on with another transport of the same element, as no other element
	 * was left. This is no failover.
	 */
	record LegChanged(PoolHandle handle, PoolElementId element, TransportParameter failed,
			TransportParameter transport) implements RserpoolEvent {
	}

	/** A pool user took another element in place of a failed one. */
	record ElementReselected(PoolHandle handle, PoolElementId failed, PoolElementId element) implements RserpoolEvent {
	}

	/** An element that registered elsewhere was announced as gone by its home. */
	record ElementLeft(PoolHandle handle, PoolElementId element, ServerId home) implements RserpoolEvent {
	}

	/** An element has another home server. */
	record ElementHomeChanged(PoolHandle handle, PoolElementId element, ServerId from, ServerId to,
			String why) implements RserpoolEvent {
	}

	/** A home took its element back from a server that could not reach it. */
	record ElementReclaimed(PoolHandle handle, PoolElementId element, ServerId from) implements RserpoolEvent {
	}

	/** Two elements at two servers have the same id; one has to take another. */
	record DuplicateElement(PoolHandle handle, PoolElementId element, ServerId kept,
			ServerId lost) implements RserpoolEvent {
	}

	/** A peer is there, or there again. */
	record PeerUp(ServerId peer, String address) implements RserpoolEvent {
	}

	/** A peer is silent, or its connection is lost: it is asked for a sign of life. */
	record PeerProbing(ServerId peer, String why) implements RserpoolEvent {
	}

	/** A peer gave no sign of life. */
	record PeerDead(ServerId peer, String why) implements RserpoolEvent {
	}

	/** A peer did what none of its kind may do; its message was ignored. */
	record PeerMisbehaved(ServerId peer, String what) implements RserpoolEvent {
	}

	/**
	 * A peer's elements are known here as they are there: told once, and again after each
	 * difference.
	 */
	record AuditPassed(ServerId peer, int checksum, int elements) implements RserpoolEvent {
	}

	/** A peer's elements are not known here as they are there. */
	record AuditMismatch(ServerId peer, int expected, int received) implements RserpoolEvent {
	}

	/** A peer's elements were taken anew. */
	record AuditRepaired(ServerId peer, int added, int changed, int removed, long millis) implements RserpoolEvent {
	}

	/** A peer's elements could not be taken anew. */
	record AuditFailed(ServerId peer, int rounds, String why) implements RserpoolEvent {
	}

	/** A dead peer's elements are to be taken over, if the others agree. */
	record TakeoverStarted(ServerId target, List<ServerId> asked) implements RserpoolEvent {

		public TakeoverStarted {
			asked = List.copyOf(asked);
		}
	}

	/** This server has taken over all elements of a dead peer. */
	record TakeoverWon(ServerId target, int elements, long millis) implements RserpoolEvent {
	}

	/** This server leaves a takeover to another one. */
	record TakeoverYielded(ServerId target, ServerId to) implements RserpoolEvent {
	}

	/** A takeover ended because its target lives. */
	record TakeoverStopped(ServerId target, String why) implements RserpoolEvent {
	}

	/** Another server has taken over the elements of a dead peer. */
	record TakenOver(ServerId target, ServerId by, int elements) implements RserpoolEvent {
	}

	/** Another server has taken over this one's elements. */
	record SelfTakenOver(ServerId by, int elements) implements RserpoolEvent {
	}

	/** This server and a peer both own elements: their handlespaces had split. */
	record SplitFound(ServerId peer, int elements) implements RserpoolEvent {
	}

	/** Handlespaces that had split are one again. */
	record SplitMerged(ServerId peer, int kept, int given, long millis) implements RserpoolEvent {
	}

	/** A session of this process's pool user is with an element. */
	record SessionOpened(String session, PoolHandle handle, @Nullable PoolElementId element,
			String address) implements RserpoolEvent {
	}

	/** A session lost its element. */
	record SessionInterrupted(String session, PoolHandle handle, @Nullable PoolElementId element,
			String why) implements RserpoolEvent {
	}

	/**
	 * A session goes on with another element, or with the same one on another connection.
	 *
	 * @param cookieOctets of the cookie that was echoed, 0 = there was none
	 * @param resent messages that were sent again
	 * @param lost messages that were given back to the application
	 */
	record SessionFailedOver(String session, PoolHandle handle, @Nullable PoolElementId from,
			@Nullable PoolElementId element, FailoverSteps steps, int cookieOctets, int resent,
			int lost) implements RserpoolEvent {
	}

	/**
	 * A session goes on with the same element by another of its transports: a leg change,
	 * no failover.
	 */
	record SessionLegChanged(String session, PoolHandle handle, @Nullable PoolElementId element, int leg,
			FailoverSteps steps) implements RserpoolEvent {
	}

	/** A session of this process's pool user is over. */
	record SessionEnded(String session, PoolHandle handle, String why, int lost) implements RserpoolEvent {
	}

	/**
	 * A pool user has a session with this process's element.
	 *
	 * @param resumed whether it brought a cookie of the element before
	 */
	record SessionAccepted(PoolHandle handle, String remote, boolean resumed) implements RserpoolEvent {
	}

	/** A cookie that no element of the pool can have made, or an old one. */
	record CookieRejected(PoolHandle handle, String remote, String why) implements RserpoolEvent {
	}

}
