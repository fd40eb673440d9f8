package io.rserpool.sim;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.rserpool.wire.AsapError;
import io.rserpool.wire.AsapMessage;
import io.rserpool.wire.Deregistration;
import io.rserpool.wire.DeregistrationResponse;
import io.rserpool.wire.EndpointKeepAlive;
import io.rserpool.wire.EndpointKeepAliveAck;
import io.rserpool.wire.EndpointUnreachable;
import io.rserpool.wire.EnrpError;
import io.rserpool.wire.EnrpMessage;
import io.rserpool.wire.HandleResolution;
import io.rserpool.wire.HandleResolutionResponse;
import io.rserpool.wire.HandleTableRequest;
import io.rserpool.wire.HandleTableResponse;
import io.rserpool.wire.HandleUpdate;
import io.rserpool.wire.InitTakeover;
import io.rserpool.wire.InitTakeoverAck;
import io.rserpool.wire.ListResponse;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.OperationError;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.Presence;
import io.rserpool.wire.Registration;
import io.rserpool.wire.RegistrationResponse;
import io.rserpool.wire.ServerAnnounce;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.TakeoverServer;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.UpdateAction;
import io.rserpool.wire.WireMessage;
import org.jspecify.annotations.Nullable;

/**
 * Puts trace lines into words: messages by their names in RFC 5352 and RFC 5353, servers
 * and elements by their names in the plan.
 */
final class Wording {

	private final Names names;

	Wording(Names names) {
		this.names = names;
	}

	String line(TraceLine line) {
		return time(line.millis()) + "  " + switch (line.kind()) {
			case ACTION -> "=== " + line.what();
			case MESSAGE -> line.who() + " -> " + line.whom() + "  " + message((WireMessage) line.what());
			case EVENT -> line.who() + " *  " + event((Record) line.what());
			case CONNECTION -> line.who() + " - " + line.whom() + "  " + line.what();
			case TIMER -> line.who() + " timer  " + this.names.in(line.what().toString());
		};
	}

	static String time(long millis) {
		return String.format(Locale.ROOT, "%8.3f", millis / 1000.0);
	}

	String message(WireMessage message) {
		return (message instanceof EnrpMessage enrp) ? nameOf(enrp) + enrp(enrp)
				: nameOf((AsapMessage) message) + asap((AsapMessage) message);
	}

	static String nameOf(WireMessage message) {
		return (message instanceof EnrpMessage enrp) ? "ENRP_" + enrp.type() : "ASAP_" + ((AsapMessage) message).type();
	}

	private String enrp(EnrpMessage message) {
		return switch (message.type()) {
			case PRESENCE -> presence((Presence) message);
			case HANDLE_TABLE_REQUEST -> ((HandleTableRequest) message).ownOnly() ? " W=1" : " W=0";
			case HANDLE_TABLE_RESPONSE -> table((HandleTableResponse) message);
			case HANDLE_UPDATE -> update((HandleUpdate) message);
			case LIST_REQUEST -> "";
			case LIST_RESPONSE -> list((ListResponse) message);
			case INIT_TAKEOVER -> " target " + this.names.of(((InitTakeover) message).target());
			case INIT_TAKEOVER_ACK -> " target " + this.names.of(((InitTakeoverAck) message).target());
			case TAKEOVER_SERVER -> " target " + this.names.of(((TakeoverServer) message).target());
			case ERROR -> error(((EnrpError) message).error());
		};
	}

	private static String presence(Presence presence) {
		String checksum = (presence.checksum() != Presence.NO_CHECKSUM)
				? String.format(" checksum 0x%04x", presence.checksum()) : " without checksum";
		return (presence.replyRequired() ? " R=1" : "") + checksum;
	}

	private String table(HandleTableResponse response) {
		String entries = response.entries()
			.stream()
			.flatMap((pool) -> pool.elements().stream().map((element) -> " " + element(pool.handle(), element)))
			.collect(Collectors.joining());
		return (response.rejected() ? " R=1" : response.more() ? " M=1" : " M=0") + entries;
	}

	private String update(HandleUpdate update) {
		return ((update.action() == UpdateAction.ADD_PE) ? " ADD_PE " : " DEL_PE ")
				+ element(update.handle(), update.element()) + (update.takeoverSuggested() ? " T=1" : "");
	}

	private String list(ListResponse response) {
		return (response.rejected() ? " R=1" : "") + response.servers()
			.stream()
			.map((server) -> " " + this.names.of(server.id()))
			.collect(Collectors.joining());
	}

	private String element(PoolHandle handle, PoolElementParameter element) {
		return element(handle, element.id()) + "@" + this.names.of(element.home());
	}

	private String element(PoolHandle handle, PoolElementId id) {
		return handle + "/" + this.names.of(id);
	}

	private static String error(@Nullable OperationError error) {
		return (error != null) ? " " + error.main().describe() : "";
	}

	private String asap(AsapMessage message) {
		return switch (message.type()) {
			case REGISTRATION -> " " + element(((Registration) message).handle(), ((Registration) message).element());
			case REGISTRATION_RESPONSE -> registered((RegistrationResponse) message);
			case DEREGISTRATION -> " " + element(((Deregistration) message).handle(), ((Deregistration) message).id());
			case DEREGISTRATION_RESPONSE -> {
				DeregistrationResponse response = (DeregistrationResponse) message;
				yield " " + element(response.handle(), response.id()) + error(response.error());
			}
			case HANDLE_RESOLUTION -> " " + ((HandleResolution) message).handle();
			case HANDLE_RESOLUTION_RESPONSE -> resolved((HandleResolutionResponse) message);
			case ENDPOINT_KEEP_ALIVE -> {
				EndpointKeepAlive keepAlive = (EndpointKeepAlive) message;
				yield " H=" + (keepAlive.homeWanted() ? 1 : 0) + " " + keepAlive.handle() + " server "
						+ this.names.of(keepAlive.server());
			}
			case ENDPOINT_KEEP_ALIVE_ACK ->
				" " + element(((EndpointKeepAliveAck) message).handle(), ((EndpointKeepAliveAck) message).id());
			case ENDPOINT_UNREACHABLE ->
				" " + element(((EndpointUnreachable) message).handle(), ((EndpointUnreachable) message).id());
			case SERVER_ANNOUNCE -> " " + this.names.of(((ServerAnnounce) message).server());
			case ERROR -> error(((AsapError) message).error());
			case COOKIE, COOKIE_ECHO, BUSINESS_CARD -> "";
		};
	}

	private String registered(RegistrationResponse response) {
		return (response.rejected() ? " R=1 " : " R=0 ") + element(response.handle(), response.id())
				+ error(response.error());
	}

	private String resolved(HandleResolutionResponse response) {
		return " " + response.handle()
				+ response.elements()
					.stream()
					.map((element) -> " " + this.names.of(element.id()))
					.collect(Collectors.joining())
				+ error(response.error());
	}

	/** The event's name and what it has to say, without names of parts. */
	private String event(Record event) {
		List<String> parts = new ArrayList<>();
		for (RecordComponent component : event.getClass().getRecordComponents()) {
			Object value = valueOf(event, component);
			if (value != null) {
				parts.add(word(value));
			}
		}
		return event.getClass().getSimpleName() + " " + this.names.in(String.join(", ", parts));
	}

	private static String word(Object value) {
		if (value instanceof MemberSelectionPolicy policy) {
			return String.valueOf(policy.type());
		}
		if (value instanceof TcpTransport tcp) {
			return tcp.address() + ":" + tcp.port();
		}
		return (value instanceof ServerId id && id.isNone()) ? "nobody" : value.toString();
	}

	private static @Nullable Object valueOf(Record event, RecordComponent component) {
		try {
			return component.getAccessor().invoke(event);
		}
		catch (IllegalAccessException | InvocationTargetException ex) {
			throw new IllegalStateException("Event " + event.getClass() + " cannot be read", ex);
		}
	}

}
