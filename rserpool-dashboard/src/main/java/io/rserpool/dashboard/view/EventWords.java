package io.rserpool.dashboard.view;

import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;

import io.rserpool.event.Occurrence;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.event.RserpoolEvent.ConnectionDropped;
import io.rserpool.event.RserpoolEvent.ElementFailed;
import io.rserpool.event.RserpoolEvent.ElementRegistered;
import io.rserpool.event.RserpoolEvent.ElementRemoved;
import io.rserpool.event.RserpoolEvent.ElementReselected;
import io.rserpool.event.RserpoolEvent.ElementSuspended;
import io.rserpool.event.RserpoolEvent.ElementUpdated;
import io.rserpool.event.RserpoolEvent.HomeServerChanged;
import io.rserpool.event.RserpoolEvent.LimitReached;
import io.rserpool.event.RserpoolEvent.MalformedMessage;
import io.rserpool.event.RserpoolEvent.PoolCreated;
import io.rserpool.event.RserpoolEvent.RegistrationAccepted;
import io.rserpool.event.RserpoolEvent.RegistrationFailed;
import io.rserpool.event.RserpoolEvent.RequestRejected;
import io.rserpool.event.RserpoolEvent.ResolutionFailed;
import io.rserpool.event.RserpoolEvent.ServerHuntFailed;
import io.rserpool.event.RserpoolEvent.ServerHuntStarted;
import io.rserpool.event.RserpoolEvent.ServerStarted;
import io.rserpool.event.RserpoolEvent.ServerStopped;
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

	private final Words words;

	private final ServerNames servers;

	private final BiFunction<PoolHandle, PoolElementId, String> elementNames;

	EventWords(Words words, ServerNames servers, BiFunction<PoolHandle, PoolElementId, String> elementNames) {
		this.words = words;
		this.servers = servers;
		this.elementNames = elementNames;
	}

	Said say(Occurrence occurrence) {
		RserpoolEvent event = occurrence.event();
		String name = event.getClass().getSimpleName();
		PoolHandle handle = event.handle();
		PoolElementId id = event.element();
		String element = (handle != null && id != null) ? this.elementNames.apply(handle, id) : "";
		String pool = (handle != null) ? handle.toString() : "";
		Object[] facts = facts(event);
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

	private Object[] facts(RserpoolEvent event) {
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
		return endpointFacts(event);
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
		if (event instanceof ElementReselected e) {
			return new Object[] { this.elementNames.apply(e.handle(), e.failed()) };
		}
		return new Object[0];
	}

	private static boolean hasDetail(RserpoolEvent event) {
		if (event instanceof RegistrationAccepted e) {
			return e.warning() != null;
		}
		return event instanceof ServerStarted || event instanceof PoolCreated || event instanceof ElementRegistered
				|| event instanceof ElementRemoved || event instanceof ElementSuspended
				|| event instanceof UnreachableReported || event instanceof RequestRejected
				|| event instanceof ResolutionFailed || event instanceof MalformedMessage
				|| event instanceof LimitReached || event instanceof ConnectionDropped
				|| event instanceof HomeServerChanged || event instanceof ServerHuntStarted
				|| event instanceof ServerHuntFailed || event instanceof RegistrationFailed
				|| event instanceof ElementFailed;
	}

	/** How the events of each kind look. */
	private static Look look(RserpoolEvent event) {
		return switch (event.getClass().getSimpleName()) {
			case "ServerStarted", "PoolCreated", "ElementRegistered" -> new Look(State.UP, "i-plus");
			case "RegistrationAccepted", "ElementResumed" -> new Look(State.UP, "i-up");
			case "ElementUpdated" -> new Look(State.UNKNOWN, "i-fix");
			case "ServerStopped", "ElementDeregistered", "PoolRemoved", "RegistrationEnded" ->
				new Look(State.UNKNOWN, "i-minus");
			case "ElementRemoved", "ElementExpired", "ElementFailed", "RegistrationFailed" ->
				new Look(State.DEAD, "i-dead");
			case "HomeServerChanged", "ElementReselected" -> new Look(State.MOVING, "i-move");
			case "ServerHuntStarted" -> new Look(State.UNVERIFIED, "i-ask");
			default -> new Look(State.ILL, "i-ill");
		};
	}

	private String server(ServerId id) {
		return id.isNone() ? this.words.say("none") : this.servers.of(id).name();
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
