package io.rserpool.session.sim;

import java.util.HashSet;
import java.util.Set;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.Effects;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Protocol;
import io.rserpool.session.Ppid;
import io.rserpool.session.SessionTimer;
import io.rserpool.wire.AsapOctets;
import io.rserpool.wire.BusinessCard;
import io.rserpool.wire.DataChunk;
import io.rserpool.wire.WireLimits;
import io.rserpool.wire.WireMessage;

/**
 * Reads what an element sends: its business card comes first.
 */
final class ElementWire implements Effects<SessionTimer> {

	private static final int PPID_AT = 8;

	private final SessionWorld world;

	private final Effects<SessionTimer> effects;

	private final Set<ConnectionId> begun = new HashSet<>();

	ElementWire(SessionWorld world, Effects<SessionTimer> effects) {
		this.world = world;
		this.effects = effects;
	}

	@Override
	public void send(ConnectionId to, WireMessage message) {
		if (message instanceof DataChunk data && this.begun.add(to) && this.world.knobs().cards()
				&& this.world.elements().size() > 1) {
			int ppid = data.head().asByteBuffer().getInt(PPID_AT);
			this.world.course()
				.check(ppid == Ppid.ASAP
						&& AsapOctets.decode(data.body(), WireLimits.DEFAULT).message() instanceof BusinessCard,
						"a business card goes before user data", data);
		}
		this.effects.send(to, message);
	}

	@Override
	public ConnectionId dial(Protocol protocol, Endpoint to) {
		throw this.world.course().broken("elements dial nobody", to);
	}

	@Override
	public void close(ConnectionId connection, String why) {
		this.begun.remove(connection);
		this.effects.close(connection, why);
	}

	@Override
	public void reset(ConnectionId connection, String why) {
		this.begun.remove(connection);
		this.world.course().say("an element resets a connection: " + why);
		this.effects.reset(connection, why);
	}

	@Override
	public void setTimer(SessionTimer key, long delayMillis) {
		this.effects.setTimer(key, delayMillis);
	}

	@Override
	public void cancelTimer(SessionTimer key) {
		this.effects.cancelTimer(key);
	}

	@Override
	public void multicast(WireMessage message) {
		throw this.world.course().broken("nothing of a session is multicast", message);
	}

	@Override
	public long publish(RserpoolEvent event, long cause) {
		return this.effects.publish(event, cause);
	}

}
