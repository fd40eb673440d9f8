package io.rserpool.session;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.DialFailure;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Machine;
import io.rserpool.machine.Protocol;
import io.rserpool.machine.RecordingEffects;
import io.rserpool.transport.Messages;
import io.rserpool.wire.Decoded;
import io.rserpool.wire.MappingChunk;
import io.rserpool.wire.MessageSplitter;
import io.rserpool.wire.OctetSlice;
import io.rserpool.wire.WireException;
import io.rserpool.wire.WireFault;
import io.rserpool.wire.WireLimits;
import io.rserpool.wire.WireMessage;

/**
 * One link, with virtual time and everything that it does written down as octets.
 */
final class LinkFixture implements Machine<SessionTimer> {

	/** The values of profile "rfc". */
	static final LinkTuning TUNING = new LinkTuning(5_000, 5_000, 5_000, 2, 0);

	final RecordingEffects<SessionTimer> effects = new RecordingEffects<>();

	final LinkLog log = new LinkLog();

	final ConnectionId connection = this.effects.nextConnection();

	final TcpMappingLink link;

	private int read;

	LinkFixture(int flags, LinkTuning tuning) {
		LinkContext context = new LinkContext(WireLimits.DEFAULT, new SplittableRandom(1), this.effects);
		this.link = new TcpMappingLink(this.connection, flags, tuning, context, this.log);
	}

	/** A link that greeted, and was greeted with the given flags. */
	static LinkFixture open(int flags, int peerFlags, LinkTuning tuning) {
		LinkFixture fixture = new LinkFixture(flags, tuning);
		fixture.link.open(fixture.now());
		fixture.receive("01" + HexFormat.of().toHexDigits((byte) peerFlags) + "0004");
		fixture.sent();
		return fixture;
	}

	static LinkFixture open() {
		return open(0, 0, TUNING);
	}

	long now() {
		return this.effects.now();
	}

	/** Lets octets arrive as the transport would: one call for each chunk. */
	void receive(byte[] octets) {
		ByteBuf in = Unpooled.wrappedBuffer(octets);
		try {
			while (in.isReadable()) {
				int frame = MessageSplitter.frameLength(in, WireLimits.DEFAULT.maxMessageOctets());
				receive(in.readSlice(frame));
			}
		}
		catch (WireException ex) {
			this.link.malformed(ex.fault(), now());
		}
	}

	private void receive(ByteBuf frame) {
		Decoded<? extends WireMessage> decoded = Messages.decode(Protocol.SESSION, frame, WireLimits.DEFAULT);
		WireFault fault = decoded.fault();
		if (fault != null) {
			this.link.malformed(fault, now());
		}
		else {
			this.link.received(decoded.message(), now());
		}
	}

	/** Lets octets arrive that are given in hex, blanks allowed. */
	void receive(String hex) {
		receive(HexFormat.of().parseHex(hex.replace(" ", "")));
	}

	void receive(MappingChunk chunk) {
		receive(encode(chunk));
	}

	static byte[] encode(WireMessage message) {
		ByteBuf out = Unpooled.buffer();
		Messages.encode(message, out);
		return ByteBufUtil.getBytes(out);
	}

	/** The chunks that were sent since the last call, in hex. */
	List<String> sent() {
		List<String> sent = new ArrayList<>();
		for (; this.read < this.effects.sentCount(); this.read++) {
			sent.add(HexFormat.of().formatHex(encode(this.effects.sent(this.read).message())));
		}
		return sent;
	}

	/** Sends text on stream 0. */
	long send(String text) {
		return send(0, text);
	}

	long send(int stream, String text) {
		return this.link.sendData(stream, 0, false, OctetSlice.EMPTY, octets(text), now());
	}

	static OctetSlice octets(String text) {
		return OctetSlice.of(text.getBytes(StandardCharsets.UTF_8));
	}

	void advance(long millis) {
		this.effects.advance(this, millis);
	}

	boolean isReset() {
		return this.effects.hasReset(this.connection);
	}

	boolean isClosed() {
		return this.effects.hasClosed(this.connection);
	}

	@Override
	public void timerExpired(SessionTimer key, long now) {
		this.link.timerExpired(((SessionTimer.Link) key).timer(), now);
	}

	@Override
	public void connectionUp(ConnectionId up, Protocol protocol, Endpoint local, Endpoint remote, boolean dialled,
			long now) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void dialFailed(ConnectionId dialled, DialFailure failure, long now) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void received(ConnectionId from, WireMessage message, long now) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void malformed(ConnectionId from, WireFault fault, @Nullable WireMessage reply, long now) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void multicastReceived(Endpoint source, WireMessage message, long now) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void connectionLost(ConnectionId lost, String why, long now) {
		throw new UnsupportedOperationException();
	}

}
