package io.rserpool.session.sim;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.DialFailure;
import io.rserpool.machine.Effects;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Machine;
import io.rserpool.machine.Protocol;
import io.rserpool.session.SessionTimer;
import io.rserpool.wire.AckChunk;
import io.rserpool.wire.AsapOctets;
import io.rserpool.wire.BusinessCard;
import io.rserpool.wire.Cookie;
import io.rserpool.wire.DataChunk;
import io.rserpool.wire.InitChunk;
import io.rserpool.wire.AsapMessage;
import io.rserpool.wire.WireFault;
import io.rserpool.wire.WireLimits;
import io.rserpool.wire.WireMessage;

/**
 * Stands between the user's machine and its driver, and reads everything.
 */
final class UserWire implements Machine<SessionTimer>, Effects<SessionTimer> {

	private final SimUser user;

	private final Effects<SessionTimer> world;

	private final Map<ConnectionId, UserSide> sides = new HashMap<>();

	/** By the user's address, which the element sees. */
	private final Map<Endpoint, UserSide> sources = new HashMap<>();

	UserWire(SimUser user, Effects<SessionTimer> world) {
		this.user = user;
		this.world = world;
	}

	UserSide side(ConnectionId connection) {
		UserSide side = this.sides.get(connection);
		if (side == null) {
			throw this.user.course().broken("a connection is known", connection);
		}
		return side;
	}

	/** The other end of an element's connection. */
	UserSide side(Endpoint source) {
		UserSide side = this.sources.get(source);
		if (side == null) {
			throw this.user.course().broken("a connection has two ends", source);
		}
		return side;
	}

	private Machine<SessionTimer> machine() {
		return this.user.machine();
	}

	// What the machine does

	@Override
	public void send(ConnectionId to, WireMessage message) {
		UserSide side = this.sides.get(to);
		if (side != null) {
			if (message instanceof InitChunk init) {
				side.sent(init);
			}
			else if (message instanceof DataChunk data) {
				side.sent(data);
			}
		}
		this.world.send(to, message);
	}

	@Override
	public ConnectionId dial(Protocol protocol, Endpoint to) {
		ConnectionId dialled = this.world.dial(protocol, to);
		this.sides.put(dialled, new UserSide(this.user.connecting(), this.user.knobs()));
		return dialled;
	}

	@Override
	public void close(ConnectionId connection, String why) {
		this.sides.remove(connection);
		this.world.close(connection, why);
	}

	@Override
	public void reset(ConnectionId connection, String why) {
		this.user.course().say(side(connection).session + " resets its connection: " + why);
		this.sides.remove(connection);
		this.world.reset(connection, why);
	}

	@Override
	public void setTimer(SessionTimer key, long delayMillis) {
		this.world.setTimer(key, delayMillis);
	}

	@Override
	public void cancelTimer(SessionTimer key) {
		this.world.cancelTimer(key);
	}

	@Override
	public void multicast(WireMessage message) {
		throw this.user.course().broken("nothing of a session is multicast", message);
	}

	@Override
	public long publish(RserpoolEvent event, long cause) {
		this.user.course().count("event " + event.getClass().getSimpleName());
		return this.world.publish(event, cause);
	}

	// What the machine is given

	@Override
	public void connectionUp(ConnectionId connection, Protocol protocol, Endpoint local, Endpoint remote,
			boolean dialled, long now) {
		this.sources.put(local, side(connection));
		machine().connectionUp(connection, protocol, local, remote, dialled, now);
	}

	@Override
	public void dialFailed(ConnectionId connection, DialFailure failure, long now) {
		this.sides.remove(connection);
		machine().dialFailed(connection, failure, now);
	}

	@Override
	public void received(ConnectionId from, WireMessage message, long now) {
		UserSide side = side(from);
		if (message instanceof InitChunk init) {
			side.received(init);
		}
		else if (message instanceof AckChunk ack) {
			side.received(ack);
		}
		else if (message instanceof DataChunk data && data.body().length() > 12
				&& data.body().slice(8, 4).asByteBuffer().getInt() == 11) {
			control(side, AsapOctets.decode(data.body().from(12), WireLimits.DEFAULT).message());
		}
		machine().received(from, message, now);
		if (message instanceof AckChunk) {
			side.session.checkAcknowledged();
		}
	}

	private static void control(UserSide side, @Nullable AsapMessage message) {
		if (message instanceof Cookie cookie) {
			side.session.cookie(cookie.data());
		}
		else if (message instanceof BusinessCard card) {
			side.session.card(card);
		}
	}

	@Override
	public void malformed(ConnectionId from, WireFault fault, @Nullable WireMessage reply, long now) {
		throw this.user.course().broken("nobody sends damaged messages", fault);
	}

	@Override
	public void multicastReceived(Endpoint source, WireMessage message, long now) {
		machine().multicastReceived(source, message, now);
	}

	@Override
	public void connectionLost(ConnectionId connection, String why, long now) {
		this.user.course().say(side(connection).session + " loses its connection: " + why);
		this.sides.remove(connection);
		machine().connectionLost(connection, why, now);
	}

	@Override
	public void timerExpired(SessionTimer key, long now) {
		machine().timerExpired(key, now);
	}

}
