package io.rserpool.session;

import java.util.SplittableRandom;

import org.jspecify.annotations.Nullable;

import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.DialFailure;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Machine;
import io.rserpool.machine.Protocol;
import io.rserpool.transport.MachineDriver;
import io.rserpool.wire.WireFault;
import io.rserpool.wire.WireLimits;
import io.rserpool.wire.WireMessage;

/**
 * The smallest machine around a link: the one of the first connection.
 */
final class LinkMachine implements Machine<SessionTimer> {

	private final int flags;

	private final LinkTuning tuning;

	private final LinkContext context;

	private final LinkListener listener;

	private volatile @Nullable TcpMappingLink link;

	private LinkMachine(MachineDriver<SessionTimer> driver, int flags, LinkTuning tuning, LinkListener listener) {
		this.flags = flags;
		this.tuning = tuning;
		this.context = new LinkContext(WireLimits.DEFAULT, new SplittableRandom(7), driver);
		this.listener = listener;
	}

	static LinkMachine in(MachineDriver<SessionTimer> driver, int flags, LinkTuning tuning, LinkListener listener) {
		LinkMachine machine = new LinkMachine(driver, flags, tuning, listener);
		driver.drive(machine);
		return machine;
	}

	TcpMappingLink link() {
		TcpMappingLink known = this.link;
		if (known == null) {
			throw new AssertionError("No connection yet");
		}
		return known;
	}

	boolean isOpen() {
		TcpMappingLink known = this.link;
		return known != null && known.isOpen();
	}

	@Override
	public void connectionUp(ConnectionId connection, Protocol protocol, Endpoint local, Endpoint remote,
			boolean dialled, long now) {
		TcpMappingLink made = new TcpMappingLink(connection, this.flags, this.tuning, this.context, this.listener);
		this.link = made;
		made.open(now);
	}

	@Override
	public void received(ConnectionId from, WireMessage message, long now) {
		link().received(message, now);
	}

	@Override
	public void malformed(ConnectionId from, WireFault fault, @Nullable WireMessage reply, long now) {
		link().malformed(fault, now);
	}

	@Override
	public void connectionLost(ConnectionId connection, String why, long now) {
		link().lost(why, now);
	}

	@Override
	public void timerExpired(SessionTimer key, long now) {
		link().timerExpired(((SessionTimer.Link) key).timer(), now);
	}

	@Override
	public void dialFailed(ConnectionId connection, DialFailure failure, long now) {
		throw new AssertionError("Dial failed: " + failure);
	}

	@Override
	public void multicastReceived(Endpoint source, WireMessage message, long now) {
		throw new AssertionError("Sessions hear no multicast");
	}

}
