package io.rserpool.transport.memory;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

import io.rserpool.machine.DialFailure;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Protocol;
import io.rserpool.transport.Connection;
import io.rserpool.transport.ConnectionHandler;
import io.rserpool.transport.ConnectionOptions;
import io.rserpool.transport.Entrance;
import io.rserpool.transport.FirstOctets;
import io.rserpool.transport.Messages;
import io.rserpool.transport.SharedPort;
import io.rserpool.wire.Decoded;
import io.rserpool.wire.WireFault;
import io.rserpool.wire.WireMessage;

/**
 * One side of a connection in memory.
 */
final class MemoryConnection implements Connection {

	private final MemoryNetwork network;

	private final MemoryHost host;

	private final MemoryHost remoteHost;

	private final HostProcess process;

	private Protocol protocol;

	private ConnectionOptions options;

	private final Endpoint local;

	private final Endpoint remote;

	private final List<byte[]> queue = new ArrayList<>();

	private @Nullable ConnectionHandler handler;

	/** What it may still become. */
	private @Nullable SharedPort port;

	private @Nullable MemoryConnection peer;

	private State state = State.OPENING;

	private long lastArrival;

	private long queuedOctets;

	MemoryConnection(MemoryNetwork network, MemoryHost host, MemoryHost remoteHost, HostProcess process,
			Protocol protocol, ConnectionOptions options, Endpoint local, Endpoint remote) {
		this.network = network;
		this.host = host;
		this.remoteHost = remoteHost;
		this.process = process;
		this.protocol = protocol;
		this.options = options;
		this.local = local;
		this.remote = remote;
	}

	MemoryHost host() {
		return this.host;
	}

	MemoryHost remoteHost() {
		return this.remoteHost;
	}

	HostProcess process() {
		return this.process;
	}

	ConnectionOptions options() {
		return this.options;
	}

	/** This side's address, known to the network before the connection is open. */
	Endpoint source() {
		return this.local;
	}

	void handler(ConnectionHandler handler) {
		this.handler = handler;
	}

	/** Waits for the first message to know what it is and who is to hear of it. */
	void decideLater(SharedPort port) {
		this.port = port;
	}

	private void decide(SharedPort port, byte[] octets) {
		FirstOctets first = FirstOctets.of(ByteBuffer.wrap(octets).getInt());
		Entrance entrance = port.entrance(first);
		this.port = null;
		this.protocol = entrance.protocol();
		this.options = entrance.options();
		ConnectionHandler told = entrance.acceptor().accepted(this);
		this.handler = told;
		String objection = port.objection(first);
		if (objection != null && this.state == State.OPEN) {
			broken(new WireFault(WireFault.Kind.FRAMING, objection), objection, told);
			told.readComplete();
		}
	}

	/** Whoever hears of the fault may close, after what it still has to say. */
	private void broken(WireFault fault, String why, ConnectionHandler to) {
		to.malformed(fault, null);
		if (this.state == State.OPEN) {
			this.network.reset(this, "connection reset");
			tellLost(why);
		}
	}

	/** The time of arrival of what is sent now: in order, whatever the delay became. */
	long arrival(long earliest) {
		this.lastArrival = Math.max(this.lastArrival, earliest);
		return this.lastArrival;
	}

	/** Whether the network still knows of it: its process may be dead. */
	boolean isOpen() {
		return this.state == State.OPEN;
	}

	boolean isOpening() {
		return this.state == State.OPENING;
	}

	/** Both ends are there; the handler of this side is told by its own way. */
	void establish(MemoryConnection peer) {
		this.peer = peer;
		this.state = State.OPEN;
	}

	@Nullable MemoryConnection peer() {
		return this.peer;
	}

	void tellOpened() {
		if (this.state == State.OPEN && this.handler != null) {
			this.handler.opened();
		}
	}

	void tellDialFailed(DialFailure failure, String why) {
		if (this.state == State.OPENING) {
			this.state = State.CLOSED;
			if (this.handler != null) {
				this.handler.dialFailed(failure, why);
			}
		}
	}

	void tellLost(String why) {
		if (this.state == State.OPEN) {
			end();
			if (this.handler != null) {
				this.handler.lost(why);
			}
		}
	}

	private void end() {
		this.state = State.CLOSED;
		this.queue.clear();
		this.network.ended(this);
	}

	/** Forgets the connection without a word, as a killed process does. */
	void drop() {
		end();
	}

	@Override
	public Endpoint local() {
		if (this.state == State.OPENING) {
			throw new IllegalStateException("The connection to " + this.remote + " is not open yet");
		}
		return this.local;
	}

	@Override
	public Endpoint remote() {
		return this.remote;
	}

	@Override
	public void send(WireMessage message) {
		if (this.state != State.OPEN) {
			return;
		}
		ByteBuf buffer = Unpooled.buffer();
		Messages.encode(message, buffer);
		byte[] octets = ByteBufUtil.getBytes(buffer);
		this.queue.add(octets);
		this.queuedOctets += octets.length;
		if (this.queuedOctets > this.options.maxQueuedOctets()) {
			overflow();
		}
	}

	private void overflow() {
		ConnectionHandler told = this.handler;
		this.network.reset(this, "connection reset");
		end();
		if (told != null) {
			this.network.loop()
				.execute(() -> this.process.run(
						() -> told.dropped("more than " + this.options.maxQueuedOctets() + " octets wait to be read")));
		}
	}

	@Override
	public void flush() {
		MemoryConnection to = this.peer;
		if (this.state != State.OPEN || to == null || this.queue.isEmpty()) {
			return;
		}
		List<byte[]> batch = List.copyOf(this.queue);
		this.queue.clear();
		this.network.carry(this, () -> to.process.run(() -> {
			batch.forEach((octets) -> this.queuedOctets -= octets.length);
			to.receive(batch);
		}));
	}

	private void receive(List<byte[]> batch) {
		if (this.port != null && this.state == State.OPEN) {
			decide(this.port, batch.get(0));
		}
		ConnectionHandler to = this.handler;
		if (this.state != State.OPEN || to == null) {
			return;
		}
		for (byte[] octets : batch) {
			if (this.state == State.OPEN) {
				receive(octets, to);
			}
		}
		to.readComplete();
	}

	private void receive(byte[] octets, ConnectionHandler to) {
		Decoded<? extends WireMessage> decoded = Messages.decode(this.protocol, Unpooled.wrappedBuffer(octets),
				this.options.limits());
		WireFault fault = decoded.fault();
		if (fault != null && fault.kind() == WireFault.Kind.FRAMING) {
			broken(fault, "framing lost: " + fault.detail(), to);
			return;
		}
		if (fault != null) {
			to.malformed(fault, decoded.reply());
		}
		WireMessage message = decoded.message();
		if (message != null && this.state == State.OPEN) {
			to.received(message);
		}
	}

	@Override
	public void close() {
		if (this.state == State.OPEN) {
			flush();
			this.network.reset(this, "connection closed by the other side");
		}
		if (this.state != State.CLOSED) {
			end();
		}
	}

	@Override
	public void reset() {
		if (this.state == State.OPEN) {
			this.network.reset(this, "connection reset");
		}
		if (this.state != State.CLOSED) {
			end();
		}
	}

	private enum State {

		OPENING, OPEN, CLOSED

	}

}
