package io.rserpool.boot.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import org.springframework.beans.factory.DisposableBean;

import io.rserpool.event.EventStream;
import io.rserpool.event.Occurrence;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.event.RserpoolEvent.AuditFailed;
import io.rserpool.event.RserpoolEvent.AuditMismatch;
import io.rserpool.event.RserpoolEvent.AuditPassed;
import io.rserpool.event.RserpoolEvent.AuditRepaired;
import io.rserpool.event.RserpoolEvent.DuplicateElement;
import io.rserpool.event.RserpoolEvent.ElementHomeChanged;
import io.rserpool.event.RserpoolEvent.ElementLeft;
import io.rserpool.event.RserpoolEvent.ElementReclaimed;
import io.rserpool.event.RserpoolEvent.HandlespaceDownloaded;
import io.rserpool.event.RserpoolEvent.JoinedAlone;
import io.rserpool.event.RserpoolEvent.PeerDead;
import io.rserpool.event.RserpoolEvent.PeerMisbehaved;
import io.rserpool.event.RserpoolEvent.PeerProbing;
import io.rserpool.event.RserpoolEvent.PeerUp;
import io.rserpool.event.RserpoolEvent.SelfTakenOver;
import io.rserpool.event.RserpoolEvent.ServerIdChanged;
import io.rserpool.event.RserpoolEvent.ServerJoining;
import io.rserpool.event.RserpoolEvent.ServerStarted;
import io.rserpool.event.RserpoolEvent.ServerStopped;
import io.rserpool.event.RserpoolEvent.SplitFound;
import io.rserpool.event.RserpoolEvent.SplitMerged;
import io.rserpool.event.RserpoolEvent.TakenOver;
import io.rserpool.event.RserpoolEvent.TakeoverStarted;
import io.rserpool.event.RserpoolEvent.TakeoverStopped;
import io.rserpool.event.RserpoolEvent.TakeoverWon;
import io.rserpool.event.RserpoolEvent.TakeoverYielded;

/**
 * Writes to the log what an ENRP server and its peers do: changes of state at INFO, what
 * an operator should look at at WARN, what comes once per element at DEBUG. What elements
 * and users do is not logged: there may be a million of them.
 */
final class EnrpServerLog implements DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(EnrpServerLog.class);

	/** So many rounds without agreement are no passing trouble any more. */
	private static final int LASTING = 3;

	private final EventStream.Subscription subscription;

	EnrpServerLog(EventStream events) {
		this.subscription = events.subscribe(this::log);
	}

	private void log(Occurrence occurrence) {
		RserpoolEvent event = occurrence.event();
		Level level = level(event);
		if (level != null && logger.isEnabledForLevel(level)) {
			logger.atLevel(level).log("[{}] {}", occurrence.source(), words(event));
		}
	}

	/** How loud an event is, or null if it is not of a server among servers. */
	static @Nullable Level level(RserpoolEvent event) {
		if (event instanceof AuditFailed failed && failed.rounds() < LASTING) {
			return Level.INFO;
		}
		return switch (event.getClass().getSimpleName()) {
			case "ServerStarted", "ServerStopped", "ServerJoining", "HandlespaceDownloaded", "JoinedAlone", "PeerUp",
					"PeerProbing", "AuditPassed", "AuditMismatch", "AuditRepaired", "TakeoverStarted", "TakeoverWon",
					"TakeoverYielded", "TakeoverStopped", "TakenOver", "SplitFound", "SplitMerged" ->
				Level.INFO;
			case "PeerDead", "AuditFailed", "SelfTakenOver", "DuplicateElement", "ServerIdChanged", "PeerMisbehaved" ->
				Level.WARN;
			case "ElementHomeChanged", "ElementReclaimed", "ElementLeft" -> Level.DEBUG;
			default -> null;
		};
	}

	/** An event in one line. */
	static String words(RserpoolEvent event) {
		if (event instanceof ServerStarted e) {
			return "Serves elements and users on " + e.asapAddress();
		}
		if (event instanceof ServerStopped) {
			return "Stopped";
		}
		if (event instanceof ServerJoining e) {
			return "Looks for other servers at " + String.join(", ", e.mentors());
		}
		if (event instanceof HandlespaceDownloaded e) {
			return "Took the handlespace of " + e.mentor() + ": " + e.elements() + " elements (pools: " + e.pools()
					+ ") in " + e.millis() + " ms";
		}
		if (event instanceof JoinedAlone e) {
			return "Begins alone: " + e.why();
		}
		if (event instanceof ServerIdChanged e) {
			return "Changed its id from " + e.former() + " to " + e.server() + ": " + e.why();
		}
		return peerWords(event);
	}

	private static String peerWords(RserpoolEvent event) {
		if (event instanceof PeerUp e) {
			return "Peer " + e.peer() + " is up at " + e.address();
		}
		if (event instanceof PeerProbing e) {
			return "Peer " + e.peer() + " is asked for a sign of life: " + e.why();
		}
		if (event instanceof PeerDead e) {
			return "Peer " + e.peer() + " is dead: " + e.why();
		}
		if (event instanceof PeerMisbehaved e) {
			return "Peer " + e.peer() + " misbehaved: " + e.what();
		}
		if (event instanceof AuditPassed e) {
			return "Agrees with peer " + e.peer() + " on its " + e.elements() + " elements (checksum "
					+ hex(e.checksum()) + ")";
		}
		if (event instanceof AuditMismatch e) {
			return "Differs from peer " + e.peer() + " on its elements: checksum " + hex(e.expected()) + " here, "
					+ hex(e.received()) + " there";
		}
		if (event instanceof AuditRepaired e) {
			return "Took the elements of peer " + e.peer() + " anew: " + e.added() + " added, " + e.changed()
					+ " changed, " + e.removed() + " removed in " + e.millis() + " ms";
		}
		if (event instanceof AuditFailed e) {
			return (e.rounds() < LASTING) ? "Could not take the elements of peer " + e.peer() + " yet: " + e.why()
					: "Still differs from peer " + e.peer() + " after " + e.rounds() + " rounds: " + e.why();
		}
		if (event instanceof SplitFound e) {
			return "Had been separated from peer " + e.peer()
					+ ((e.elements() > 0) ? ": both own " + e.elements() + " elements" : "");
		}
		if (event instanceof SplitMerged e) {
			return "Is one with peer " + e.peer() + " again: kept " + e.kept() + " elements, gave " + e.given() + " in "
					+ e.millis() + " ms";
		}
		return takeoverWords(event);
	}

	private static String takeoverWords(RserpoolEvent event) {
		if (event instanceof TakeoverStarted e) {
			return "Takes over dead peer " + e.target()
					+ (e.asked().isEmpty() ? ", nobody else to ask" : ", asks " + e.asked());
		}
		if (event instanceof TakeoverWon e) {
			return "Took over dead peer " + e.target() + " with " + e.elements() + " elements in " + e.millis() + " ms";
		}
		if (event instanceof TakeoverYielded e) {
			return "Leaves the takeover of " + e.target() + " to peer " + e.to();
		}
		if (event instanceof TakeoverStopped e) {
			return "Does not take over " + e.target() + ": " + e.why();
		}
		if (event instanceof TakenOver e) {
			return "Peer " + e.by() + " took over dead peer " + e.target() + " with " + e.elements() + " elements";
		}
		if (event instanceof SelfTakenOver e) {
			return "Was believed dead: peer " + e.by() + " took over its " + e.elements() + " elements";
		}
		return elementWords(event);
	}

	private static String elementWords(RserpoolEvent event) {
		if (event instanceof DuplicateElement e) {
			return "Two elements of pool '" + e.handle() + "' have the id " + e.element() + ": that of " + e.kept()
					+ " stays, that of " + e.lost() + " has to take another";
		}
		if (event instanceof ElementHomeChanged e) {
			return "Element " + e.element() + " of pool '" + e.handle() + "' went from " + e.from() + " to " + e.to()
					+ ": " + e.why();
		}
		if (event instanceof ElementReclaimed e) {
			return "Took element " + e.element() + " of pool '" + e.handle() + "' back from " + e.from();
		}
		if (event instanceof ElementLeft e) {
			return "Element " + e.element() + " of pool '" + e.handle() + "' left its home " + e.home();
		}
		return event.toString();
	}

	private static String hex(int checksum) {
		return String.format("0x%04x", checksum & 0xffff);
	}

	@Override
	public void destroy() {
		this.subscription.close();
	}

}
