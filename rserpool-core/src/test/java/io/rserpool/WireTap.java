package io.rserpool;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

import io.rserpool.machine.DialFailure;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Protocol;
import io.rserpool.session.Ppid;
import io.rserpool.transport.AcceptLimits;
import io.rserpool.transport.Connection;
import io.rserpool.transport.ConnectionAcceptor;
import io.rserpool.transport.ConnectionHandler;
import io.rserpool.transport.ConnectionOptions;
import io.rserpool.transport.Entrance;
import io.rserpool.transport.Listener;
import io.rserpool.transport.Loop;
import io.rserpool.transport.Messages;
import io.rserpool.transport.MulticastHandler;
import io.rserpool.transport.MulticastMember;
import io.rserpool.transport.Network;
import io.rserpool.transport.SharedPort;
import io.rserpool.wire.AckChunk;
import io.rserpool.wire.AsapMessage;
import io.rserpool.wire.BusinessCard;
import io.rserpool.wire.Cookie;
import io.rserpool.wire.CookieEcho;
import io.rserpool.wire.DataChunk;
import io.rserpool.wire.EndpointUnreachable;
import io.rserpool.wire.HandleResolution;
import io.rserpool.wire.InitChunk;
import io.rserpool.wire.WireFault;
import io.rserpool.wire.WireLimits;
import io.rserpool.wire.WireMessage;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Writes down in words what one host sends ({@code >}) and receives ({@code <}) in
 * sessions, and of ASAP what sessions give rise to: resolutions and unreachable reports.
 * Heartbeats are left out. For data with all words and a session header.
 */
final class WireTap implements Network {

	private static final int WORDS = 12;

	private static final int HEADER = 20;

	private static final int LONGEST_TEXT = 40;

	private final Network network;

	private final List<String> lines = new ArrayList<>();

	WireTap(Network network) {
		this.network = network;
	}

	/** All lines so far. */
	List<String> lines() {
		return List.copyOf(this.lines);
	}

	/** What was received, without the sign for it, and without acknowledgements. */
	List<String> received() {
		return with("< ");
	}

	/** What was sent, without the sign for it, and without acknowledgements. */
	List<String> sent() {
		return with("> ");
	}

	private List<String> with(String sign) {
		return this.lines.stream()
			.filter((line) -> line.startsWith(sign) && !line.startsWith(sign + "ACK"))
			.map((line) -> line.substring(sign.length()))
			.toList();
	}

	/** Forgets what was written down. */
	void clear() {
		this.lines.clear();
	}

	private void note(String sign, WireMessage message) {
		String words = words(message);
		if (!words.isEmpty()) {
			this.lines.add(sign + " " + words);
		}
	}

	private static String words(WireMessage message) {
		if (message instanceof InitChunk init) {
			return ((init.flags() & InitChunk.HEADERS) != 0) ? "INIT" : "INIT without headers";
		}
		if (message instanceof AckChunk ack) {
			return "ACK " + ack.tsn();
		}
		if (message instanceof DataChunk data) {
			return data(ByteBuffer.allocate(data.head().length() + data.body().length())
				.put(data.head().asByteBuffer())
				.put(data.body().asByteBuffer())
				.flip());
		}
		if (message instanceof EndpointUnreachable report) {
			return "UNREACHABLE " + report.id().value();
		}
		if (message instanceof HandleResolution asked) {
			return "RESOLVE " + asked.handle();
		}
		return "";
	}

	private static String data(ByteBuffer octets) {
		if (octets.remaining() < WORDS) {
			return "DATA " + octets.remaining() + " octets";
		}
		int stream = octets.getShort(4) & 0xffff;
		int ppid = octets.getInt(8);
		octets.position(WORDS);
		if (ppid == Ppid.ASAP) {
			AsapMessage control = (AsapMessage) Messages
				.decode(Protocol.ASAP, Unpooled.wrappedBuffer(octets), WireLimits.DEFAULT)
				.message();
			return control(control);
		}
		if (octets.remaining() < HEADER) {
			return "DATA without header: " + UTF_8.decode(octets);
		}
		int flags = octets.get(octets.position());
		octets.position(octets.position() + HEADER);
		String piece = ((flags & 0x03) == 0x03) ? "" : ((flags & 0x02) != 0) ? "last piece " : "piece ";
		String text = (octets.remaining() <= LONGEST_TEXT) ? UTF_8.decode(octets).toString()
				: octets.remaining() + " octets";
		return "DATA " + (((flags & 0x04) != 0) ? "again " : "") + ((stream != 0) ? "on " + stream + " " : "") + piece
				+ text;
	}

	private static String control(AsapMessage message) {
		if (message instanceof Cookie cookie) {
			return "COOKIE " + new String(cookie.data().toByteArray(), UTF_8);
		}
		if (message instanceof CookieEcho echo) {
			return "COOKIE_ECHO " + new String(echo.data().toByteArray(), UTF_8);
		}
		if (message instanceof BusinessCard card) {
			return "BUSINESS_CARD " + card.handle() + " "
					+ card.elements().stream().map((element) -> element.id().value()).toList();
		}
		return "control " + message;
	}

	@Override
	public Loop newLoop() {
		return this.network.newLoop();
	}

	@Override
	public List<InetAddress> localAddresses() {
		return this.network.localAddresses();
	}

	@Override
	public CompletableFuture<Listener> listen(Protocol protocol, InetSocketAddress address, ConnectionOptions options,
			AcceptLimits limits, Loop loop, ConnectionAcceptor acceptor) {
		return this.network.listen(protocol, address, options, limits, loop, tapped(acceptor));
	}

	@Override
	public CompletableFuture<Listener> listen(SharedPort port, InetSocketAddress address, AcceptLimits limits,
			Loop loop) {
		return this.network.listen(new SharedPort(tapped(port.plain()), tapped(port.mapping()), port.lenient()),
				address, limits, loop);
	}

	private Entrance tapped(Entrance entrance) {
		return new Entrance(entrance.protocol(), entrance.options(), tapped(entrance.acceptor()));
	}

	private ConnectionAcceptor tapped(ConnectionAcceptor acceptor) {
		return new ConnectionAcceptor() {
			@Override
			public void listening(InetSocketAddress boundAddress) {
				acceptor.listening(boundAddress);
			}

			@Override
			public ConnectionHandler accepted(Connection connection) {
				return new TappedHandler(acceptor.accepted(new TappedConnection(connection)));
			}

			@Override
			public void refused(Endpoint remote, String limit) {
				acceptor.refused(remote, limit);
			}
		};
	}

	@Override
	public Connection dial(Protocol protocol, Endpoint to, ConnectionOptions options, Loop loop,
			ConnectionHandler handler) {
		if (protocol == Protocol.SESSION) {
			this.lines.add("> dial " + to);
		}
		return new TappedConnection(this.network.dial(protocol, to, options, loop, new TappedHandler(handler)));
	}

	@Override
	public CompletableFuture<MulticastMember> join(Protocol protocol, InetSocketAddress group, Loop loop,
			MulticastHandler handler) {
		return this.network.join(protocol, group, loop, handler);
	}

	private final class TappedConnection implements Connection {

		private final Connection connection;

		TappedConnection(Connection connection) {
			this.connection = connection;
		}

		@Override
		public Endpoint local() {
			return this.connection.local();
		}

		@Override
		public Endpoint remote() {
			return this.connection.remote();
		}

		@Override
		public void send(WireMessage message) {
			note(">", message);
			this.connection.send(message);
		}

		@Override
		public void flush() {
			this.connection.flush();
		}

		@Override
		public void close() {
			this.connection.close();
		}

		@Override
		public void reset() {
			this.connection.reset();
		}

	}

	private final class TappedHandler implements ConnectionHandler {

		private final ConnectionHandler handler;

		TappedHandler(ConnectionHandler handler) {
			this.handler = handler;
		}

		@Override
		public void opened() {
			this.handler.opened();
		}

		@Override
		public void dialFailed(DialFailure failure, String why) {
			this.handler.dialFailed(failure, why);
		}

		@Override
		public void received(WireMessage message) {
			note("<", message);
			this.handler.received(message);
		}

		@Override
		public void malformed(WireFault fault, @Nullable WireMessage reply) {
			this.handler.malformed(fault, reply);
		}

		@Override
		public void readComplete() {
			this.handler.readComplete();
		}

		@Override
		public void lost(String why) {
			this.handler.lost(why);
		}

		@Override
		public void dropped(String why) {
			this.handler.dropped(why);
		}

	}

}
