package io.rserpool.dashboard.view;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.rserpool.event.Occurrence;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.event.RserpoolEvent.AuditFailed;
import io.rserpool.event.RserpoolEvent.AuditMismatch;
import io.rserpool.event.RserpoolEvent.AuditPassed;
import io.rserpool.event.RserpoolEvent.AuditRepaired;
import io.rserpool.event.RserpoolEvent.ConnectionDropped;
import io.rserpool.event.RserpoolEvent.DuplicateElement;
import io.rserpool.event.RserpoolEvent.ElementFailed;
import io.rserpool.event.RserpoolEvent.ElementHomeChanged;
import io.rserpool.event.RserpoolEvent.ElementLeft;
import io.rserpool.event.RserpoolEvent.ElementReclaimed;
import io.rserpool.event.RserpoolEvent.ElementRegistered;
import io.rserpool.event.RserpoolEvent.ElementRemoved;
import io.rserpool.event.RserpoolEvent.ElementReselected;
import io.rserpool.event.RserpoolEvent.ElementSuspended;
import io.rserpool.event.RserpoolEvent.ElementUpdated;
import io.rserpool.event.RserpoolEvent.ErrorReceived;
import io.rserpool.event.RserpoolEvent.HandlespaceDownloaded;
import io.rserpool.event.RserpoolEvent.HomeServerChanged;
import io.rserpool.event.RserpoolEvent.JoinedAlone;
import io.rserpool.event.RserpoolEvent.LegChanged;
import io.rserpool.event.RserpoolEvent.LegFailed;
import io.rserpool.event.RserpoolEvent.LimitReached;
import io.rserpool.event.RserpoolEvent.MalformedMessage;
import io.rserpool.event.RserpoolEvent.PeerDead;
import io.rserpool.event.RserpoolEvent.PeerMisbehaved;
import io.rserpool.event.RserpoolEvent.PeerProbing;
import io.rserpool.event.RserpoolEvent.PeerUp;
import io.rserpool.event.RserpoolEvent.PoolCreated;
import io.rserpool.event.RserpoolEvent.RegistrationAccepted;
import io.rserpool.event.RserpoolEvent.RegistrationFailed;
import io.rserpool.event.RserpoolEvent.RequestRejected;
import io.rserpool.event.RserpoolEvent.ResolutionFailed;
import io.rserpool.event.RserpoolEvent.SelfTakenOver;
import io.rserpool.event.RserpoolEvent.ServerHuntFailed;
import io.rserpool.event.RserpoolEvent.ServerHuntStarted;
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
import io.rserpool.event.RserpoolEvent.UnreachableReported;
import io.rserpool.wire.CauseCode;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;

/**
 * Says events in words: {@code event.NAME}, {@code event.NAME.text} and, where there is
 * more to say, {@code event.NAME.detail} of the bundle. In all of them {0} is the element
 * and {1} the pool.
 */
final class EventWords {

	/** Those with more to say. */
	private static final Set<String> DETAILED = Set.of("AuditFailed", "AuditMismatch", "AuditPassed", "AuditRepaired",
			"ConnectionDropped", "CookieRejected", "DuplicateElement", "ElementFailed", "ElementHomeChanged",
			"ElementLeft", "ElementReclaimed", "ElementRegistered", "ElementRemoved", "ElementSuspended",
			"ErrorReceived", "HandlespaceDownloaded", "HomeServerChanged", "JoinedAlone", "LegFailed", "LimitReached",
			"MalformedMessage", "PeerDead", "PeerMisbehaved", "PeerProbing", "PeerUp", "PoolCreated",
			"RegistrationFailed", "RequestRejected", "ResolutionFailed", "SelfTakenOver", "ServerHuntFailed",
			"ServerHuntStarted", "ServerIdChanged", "ServerJoining", "ServerStarted", "SessionEnded",
			"SessionFailedOver", "SessionInterrupted", "SplitFound", "SplitMerged", "TakenOver", "TakeoverStarted",
			"TakeoverStopped", "TakeoverWon", "TakeoverYielded", "UnreachableReported");

	private final Words words;

	private final SessionWords sessions;

	private final ServerNames servers;

	private final BiFunction<PoolHandle, PoolElementId, String> elementNames;

	EventWords(Words words, ServerNames servers, BiFunction<PoolHandle, PoolElementId, String> elementNames) {
		this.words = words;
		this.servers = servers;
		this.elementNames = elementNames;
		this.sessions = new SessionWords(words, elementNames);
	}

	/** What the page of servers tells. */
	private static final Set<String> BETWEEN_SERVERS = Set.of("AuditFailed", "AuditMismatch", "AuditPassed",
			"AuditRepaired", "DuplicateElement", "ElementReclaimed", "HandlespaceDownloaded", "JoinedAlone", "PeerDead",
			"PeerMisbehaved", "PeerProbing", "PeerUp", "SelfTakenOver", "ServerIdChanged", "ServerJoining",
			"ServerStarted", "ServerStopped", "SplitFound", "SplitMerged", "TakenOver", "TakeoverStarted",
			"TakeoverStopped", "TakeoverWon", "TakeoverYielded");

	static boolean isBetweenServers(RserpoolEvent event) {
		return BETWEEN_SERVERS.contains(event.getClass().getSimpleName());
	}

	Said say(Occurrence occurrence) {
		RserpoolEvent event = occurrence.event();
		String name = event.getClass().getSimpleName();
		PoolHandle handle = event.handle();
		PoolElementId id = event.element();
		String element = (handle != null && id != null) ? this.elementNames.apply(handle, id) : "";
		String pool = (handle != null) ? handle.toString() : "";
		Object[] facts = facts(event, source(occurrence.source()));
		Object[] args = new Object[facts.length + 2];
		args[0] = element;
		args[1] = pool;
		System.arraycopy(facts, 0, args, 2, facts.length);
		Look look = look(event);
		String key = "event." + name;
		return new Said(look.state(), look.icon(), this.words.say(key),
				this.words.say(key + (isOwnQuestion(occurrence) ? ".own" : ".text"), args),
				hasDetail(event) ? this.words.say(key + ".detail", args) : null);
	}

	// The server tells of each question, and the user in this process of its own.
	private static boolean isOwnQuestion(Occurrence occurrence) {
		return occurrence.event() instanceof ResolutionFailed && !isServer(occurrence.source());
	}

	private static boolean isServer(String source) {
		return source.matches("0x[0-9a-f]{8}");
	}

	/** A source is a server's id or an endpoint's name. */
	String source(String source) {
		if (isServer(source)) {
			return this.servers.of(new ServerId(Integer.parseUnsignedInt(source.substring(2), 16))).name();
		}
		return source;
	}

	private Object[] facts(RserpoolEvent event, String who) {
		if (event instanceof ServerStarted e) {
			return new Object[] { server(e.server()), e.asapAddress(), e.server().toString() };
		}
		if (event instanceof ServerStopped e) {
			return new Object[] { server(e.server()) };
		}
		if (event instanceof PoolCreated e) {
			return new Object[] { Policies.name(e.policy(), this.words) };
		}
		if (event instanceof ElementRegistered e) {
			return new Object[] { server(e.home()), e.element().toString(), Policies.values(e.policy(), this.words),
					Transports.name(e.transport()) };
		}
		if (event instanceof ElementUpdated e) {
			return new Object[] { server(e.home()), Policies.values(e.policy(), this.words) };
		}
		if (event instanceof ElementRemoved e) {
			return new Object[] { e.reason().words() };
		}
		if (event instanceof ElementSuspended e) {
			return new Object[] { e.why() };
		}
		if (event instanceof UnreachableReported e) {
			return new Object[] { e.reporter(), e.distinctReporters() };
		}
		if (event instanceof RequestRejected e) {
			return new Object[] { e.request(), cause(e.causeCode()), e.why() };
		}
		if (event instanceof ResolutionFailed e) {
			return new Object[] { cause(e.causeCode()), e.why() };
		}
		if (event instanceof MalformedMessage e) {
			return new Object[] { e.from(), e.kind(), e.detail() };
		}
		if (event instanceof LimitReached e) {
			return new Object[] { e.limit(), e.source(), e.answer() };
		}
		if (event instanceof ConnectionDropped e) {
			return new Object[] { e.remote(), e.why() };
		}
		if (event instanceof ErrorReceived e) {
			return new Object[] { e.from(), cause(e.causeCode()), e.why() };
		}
		if (event instanceof ElementLeft e) {
			return new Object[] { server(e.home()) };
		}
		if (event instanceof ElementHomeChanged e) {
			return new Object[] { server(e.from()), server(e.to()), e.why() };
		}
		if (event instanceof ElementReclaimed e) {
			return new Object[] { server(e.from()), who };
		}
		if (event instanceof DuplicateElement e) {
			return new Object[] { server(e.kept()), server(e.lost()) };
		}
		Object[] facts = scopeFacts(event, who);
		return (facts.length != 0) ? facts : endpointFacts(event);
	}

	/**
	 * The facts of what happens between servers.
	 * @param who the server that tells
	 */
	private Object[] scopeFacts(RserpoolEvent event, String who) {
		if (event instanceof ServerJoining e) {
			return new Object[] { server(e.server()), String.join(", ", e.mentors()), e.mentors().isEmpty() ? 0 : 1 };
		}
		if (event instanceof HandlespaceDownloaded e) {
			return new Object[] { server(e.mentor()), e.pools(), e.elements(), took(e.millis()), who };
		}
		if (event instanceof JoinedAlone e) {
			return new Object[] { who, e.why() };
		}
		if (event instanceof ServerIdChanged e) {
			return new Object[] { server(e.former()), server(e.server()), e.why() };
		}
		if (event instanceof PeerUp e) {
			return new Object[] { server(e.peer()), e.address() };
		}
		if (event instanceof PeerProbing e) {
			return new Object[] { server(e.peer()), e.why(), who };
		}
		if (event instanceof PeerDead e) {
			return new Object[] { server(e.peer()), e.why() };
		}
		if (event instanceof PeerMisbehaved e) {
			return new Object[] { server(e.peer()), e.what() };
		}
		if (event instanceof AuditPassed e) {
			return new Object[] { server(e.peer()), Checksums.text(e.checksum()), e.elements(), who };
		}
		if (event instanceof AuditMismatch e) {
			return new Object[] { server(e.peer()), Checksums.text(e.expected()), Checksums.text(e.received()), who };
		}
		if (event instanceof AuditRepaired e) {
			return new Object[] { server(e.peer()), e.added(), e.changed(), e.removed(), took(e.millis()), who };
		}
		if (event instanceof AuditFailed e) {
			return new Object[] { server(e.peer()), e.rounds(), e.why(), who };
		}
		if (event instanceof SplitFound e) {
			return new Object[] { server(e.peer()), e.elements(), who };
		}
		if (event instanceof SplitMerged e) {
			return new Object[] { server(e.peer()), e.kept(), e.given(), took(e.millis()), who };
		}
		return takeoverFacts(event, who);
	}

	private Object[] takeoverFacts(RserpoolEvent event, String who) {
		if (event instanceof TakeoverStarted e) {
			return new Object[] { server(e.target()), servers(e.asked()), e.asked().size(), who };
		}
		if (event instanceof TakeoverWon e) {
			return new Object[] { server(e.target()), e.elements(), took(e.millis()), who };
		}
		if (event instanceof TakeoverYielded e) {
			return new Object[] { server(e.target()), server(e.to()), who };
		}
		if (event instanceof TakeoverStopped e) {
			return new Object[] { server(e.target()), e.why(), who };
		}
		if (event instanceof TakenOver e) {
			return new Object[] { server(e.target()), server(e.by()), e.elements() };
		}
		if (event instanceof SelfTakenOver e) {
			return new Object[] { server(e.by()), e.elements(), who };
		}
		return new Object[0];
	}

	private Object[] endpointFacts(RserpoolEvent event) {
		if (event instanceof HomeServerChanged e) {
			String previous = server(e.previous());
			// A server tells its id with its first keep-alive only.
			String current = e.current().isNone() ? e.address() : server(e.current());
			return new Object[] { previous, current, e.address(), e.why() };
		}
		if (event instanceof ServerHuntStarted e) {
			return new Object[] { e.why(), String.join(", ", e.candidates()) };
		}
		if (event instanceof ServerHuntFailed e) {
			return new Object[] { String.join(", ", e.tried()), this.words.count(e.millis()) };
		}
		if (event instanceof RegistrationAccepted e) {
			String warning = e.warning();
			return new Object[] { server(e.home()), (warning != null) ? warning : "" };
		}
		if (event instanceof RegistrationFailed e) {
			Integer code = e.causeCode();
			return new Object[] { e.why(), (code != null) ? cause(code) : "" };
		}
		if (event instanceof ElementFailed e) {
			return new Object[] { e.reported() ? 1 : 0 };
		}
		if (event instanceof LegFailed e) {
			return new Object[] { Transports.name(e.transport()), e.reported() ? 1 : 0 };
		}
		if (event instanceof LegChanged e) {
			return new Object[] { Transports.name(e.failed()), Transports.name(e.transport()) };
		}
		if (event instanceof ElementReselected e) {
			return new Object[] { this.elementNames.apply(e.handle(), e.failed()) };
		}
		return this.sessions.facts(event);
	}

	private static boolean hasDetail(RserpoolEvent event) {
		if (event instanceof RegistrationAccepted e) {
			return e.warning() != null;
		}
		return DETAILED.contains(event.getClass().getSimpleName());
	}

	/** How the events of each kind look. */
	private static Look look(RserpoolEvent event) {
		return switch (event.getClass().getSimpleName()) {
			case "ServerStarted", "PoolCreated", "ElementRegistered", "PeerUp" -> new Look(State.UP, "i-plus");
			case "RegistrationAccepted", "ElementResumed", "HandlespaceDownloaded", "SessionOpened",
					"SessionAccepted" ->
				new Look(State.UP, "i-up");
			case "AuditPassed", "SplitMerged" -> new Look(State.UP, "i-eq");
			case "ElementUpdated" -> new Look(State.UNKNOWN, "i-fix");
			case "ServerStopped", "ElementDeregistered", "ElementLeft", "PoolRemoved", "RegistrationEnded",
					"SessionEnded" ->
				new Look(State.UNKNOWN, "i-minus");
			case "ElementRemoved", "ElementExpired", "ElementFailed", "RegistrationFailed", "PeerDead",
					"SessionInterrupted" ->
				new Look(State.DEAD, "i-dead");
			case "HomeServerChanged", "ElementReselected", "LegChanged", "SessionFailedOver", "SessionLegChanged",
					"ElementHomeChanged", "ElementReclaimed", "TakeoverStarted", "TakeoverWon", "TakeoverYielded",
					"TakenOver", "SelfTakenOver" ->
				new Look(State.MOVING, "i-move");
			case "TakeoverStopped" -> new Look(State.UP, "i-up");
			case "AuditMismatch", "SplitFound" -> new Look(State.ILL, "i-ne");
			case "AuditRepaired" -> new Look(State.MOVING, "i-fix");
			case "ServerHuntStarted", "ServerJoining", "PeerProbing" -> new Look(State.UNVERIFIED, "i-ask");
			default -> new Look(State.ILL, "i-ill");
		};
	}

	private String server(ServerId id) {
		return id.isNone() ? this.words.say("none") : this.servers.of(id).name();
	}

	private String servers(List<ServerId> ids) {
		return ids.stream().map(this::server).collect(Collectors.joining(", "));
	}

	private String took(long millis) {
		return this.words.took(Duration.ofMillis(millis));
	}

	private String cause(int code) {
		CauseCode cause = CauseCode.of(code);
		return (cause != null) ? cause.words() : String.format("0x%04x", code);
	}

	/**
	 * An event in words.
	 *
	 * @param state what it means
	 * @param icon its symbol
	 * @param word its kind
	 * @param text what happened
	 * @param detail the facts behind it, or null
	 */
	record Said(State state, String icon, String word, String text, @Nullable String detail) {

	}

	/**
	 * The look of a kind of event.
	 */
	private record Look(State state, String icon) {

	}

}
