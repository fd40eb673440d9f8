package io.rserpool.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

import io.rserpool.machine.DialFailure;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Protocol;
import io.rserpool.wire.WireFault;
import io.rserpool.wire.WireMessage;

/**
 * One connection on a channel of Netty. Messages that are sent before a flush share one
 * buffer, each of them whole. A side that cannot get rid of its answers stops reading
 * requests; one that is not read for too long gives up [T-3].
 */
abstract class TcpConnection extends ChannelInboundHandlerAdapter implements Connection, MessageStream.Sink {

	/**
	 * Queued messages beyond this are given to the channel at once, so that the other
	 * side begins while this one is still busy with its turn: else a busy pair works in
	 * lock-step.
	 */
	private static final int MAX_COALESCED_OCTETS = 4096;

	/** User data is long, and its two sides have less to do with each message. */
	private static final int MAX_COALESCED_DATA = 16_384;

	private static final int LEAST_BUFFER_OCTETS = 256;

	/** How long the other side may take to answer a FIN. */
	private static final long LINGER_MILLIS = 1000;

	private Protocol protocol;

	private ConnectionOptions options;

	private final MessageStream stream;

	private @Nullable Channel channel;

	private @Nullable ConnectionHandler handler;

	private @Nullable ByteBuf outgoing;

	private @Nullable Future<?> frameTimer;

	private State state = State.OPENING;

	private boolean writing;

	private final int maxCoalesced;

	private int bufferOctets = LEAST_BUFFER_OCTETS;

	private long insideSince;

	private long stalls;

	TcpConnection(Protocol protocol, ConnectionOptions options) {
		this.protocol = protocol;
		this.options = options;
		this.stream = new MessageStream(protocol, options.limits(), this);
		this.maxCoalesced = (protocol == Protocol.SESSION) ? MAX_COALESCED_DATA : MAX_COALESCED_OCTETS;
	}

	/** Whether the protocol is still to be told by the first octets. */
	final boolean isUndecided() {
		return this.stream.isUndecided();
	}

	final void decideLater() {
		this.stream.decideLater();
	}

	final void decide(Protocol protocol, ConnectionOptions options) {
		this.protocol = protocol;
		this.options = options;
		this.stream.decide(protocol, options.limits());
	}

	@Override
	public void begun(FirstOctets first) {
		throw new IllegalStateException("The protocol is known");
	}

	/** The channel ends inside the first message. */
	void unfinished() {
	}

	final ConnectionOptions options() {
		return this.options;
	}

	final void handler(ConnectionHandler handler) {
		this.handler = handler;
	}

	final Channel channel() {
		Channel opened = this.channel;
		if (opened == null) {
			throw new IllegalStateException("The connection is not open yet");
		}
		return opened;
	}

	final boolean isOpen() {
		return this.state == State.OPEN;
	}

	/** The channel is open; tells whoever is to hear of it. */
	abstract void opened(Channel channel);

	/** A whole message has come. */
	abstract void heard();

	/** The channel is closed. */
	abstract void gone();

	@Override
	public final void handlerAdded(ChannelHandlerContext ctx) {
		this.channel = ctx.channel();
	}

	@Override
	public final void channelActive(ChannelHandlerContext ctx) {
		if (this.state == State.OPENING) {
			this.state = State.OPEN;
			opened(ctx.channel());
		}
	}

	@Override
	public final void channelRead(ChannelHandlerContext ctx, Object message) {
		ByteBuf in = (ByteBuf) message;
		try {
			if (this.state == State.OPEN) {
				long partials = this.stream.partials();
				this.stream.feed(in, ctx.alloc());
				if (this.stream.isInsideMessage() && this.stream.partials() != partials) {
					watchFrame(ctx);
				}
				if (this.state == State.CLOSED && this.handler != null) {
					// Closed from within, perhaps with the end of the turn never to come.
					this.handler.readComplete();
				}
			}
		}
		finally {
			in.release();
		}
	}

	private void watchFrame(ChannelHandlerContext ctx) {
		this.insideSince = ctx.executor().ticker().nanoTime();
		if (this.frameTimer == null) {
			long nanos = this.options.frameTimeout().toNanos();
			this.frameTimer = ctx.executor().schedule(() -> checkFrame(ctx), nanos, TimeUnit.NANOSECONDS);
		}
	}

	private void checkFrame(ChannelHandlerContext ctx) {
		this.frameTimer = null;
		if (this.state == State.OPEN && this.stream.isInsideMessage()) {
			long left = this.options.frameTimeout().toNanos() - (ctx.executor().ticker().nanoTime() - this.insideSince);
			if (left <= 0) {
				late("message incomplete for " + this.options.frameTimeout().toMillis() + " ms");
			}
			else {
				this.frameTimer = ctx.executor().schedule(() -> checkFrame(ctx), left, TimeUnit.NANOSECONDS);
			}
		}
	}

	/** Closes because something did not come in time: a message, or the rest of one. */
	final void late(String why) {
		if (!this.stream.isInsideMessage()) {
			abort(why);
			return;
		}
		broken(new WireFault(WireFault.Kind.FRAMING, why), why);
		if (this.handler != null) {
			this.handler.readComplete();
		}
	}

	@Override
	public final void channelReadComplete(ChannelHandlerContext ctx) {
		if (this.state == State.OPEN && this.handler != null) {
			this.handler.readComplete();
		}
	}

	@Override
	public final void received(WireMessage message) {
		heard();
		if (this.handler != null) {
			this.handler.received(message);
		}
	}

	@Override
	public final void malformed(WireFault fault, @Nullable WireMessage reply) {
		heard();
		if (this.handler != null) {
			this.handler.malformed(fault, reply);
		}
	}

	@Override
	public final void broken(WireFault fault) {
		broken(fault, "framing lost: " + fault.detail());
	}

	/** Whoever hears of the fault may close, after what it still has to say. */
	final void broken(WireFault fault, String why) {
		if (this.handler != null) {
			this.handler.malformed(fault, null);
		}
		if (this.state == State.OPEN) {
			abort(why);
		}
	}

	@Override
	public final void channelWritabilityChanged(ChannelHandlerContext ctx) {
		boolean writable = ctx.channel().isWritable();
		if (this.protocol == Protocol.SESSION) {
			// Acknowledgements and heartbeats must always be read; the session has limits
			// of its own and finds out by heartbeats that nothing is read over there.
			return;
		}
		if (this.protocol == Protocol.ASAP) {
			// Two servers that both send a lot would wait for each other's reading.
			ctx.channel().config().setAutoRead(writable);
		}
		this.stalls++;
		if (!writable) {
			long stall = this.stalls;
			long nanos = this.options.frameTimeout().toNanos();
			ctx.executor().schedule(() -> checkStall(stall), nanos, TimeUnit.NANOSECONDS);
		}
	}

	private void checkStall(long stall) {
		if (this.stalls == stall && this.state == State.OPEN) {
			abort("nothing was read for " + this.options.frameTimeout().toMillis() + " ms");
		}
	}

	@Override
	public final void channelInactive(ChannelHandlerContext ctx) {
		if (this.state == State.OPEN && this.stream.isInsideMessage()) {
			unfinished();
		}
		if (this.state == State.OPEN && this.stream.isInsideMessage() && this.handler != null) {
			end();
			this.handler.malformed(new WireFault(WireFault.Kind.FRAMING, "the stream ended inside a message"), null);
			this.handler.lost("connection closed by the other side inside a message");
		}
		lost("connection closed by the other side");
		gone();
	}

	@Override
	public final void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
		String why = "connection failed: " + ((cause instanceof IOException) ? cause.getMessage() : cause);
		if (this.writing) {
			// Whoever flushes is not to be called from within.
			endAndTell((told) -> told.lost(why));
		}
		else {
			lost(why);
			channel().close();
		}
	}

	/** Closes at once because of what the other side does, and tells the handler. */
	final void abort(String why) {
		if (this.state == State.OPEN) {
			end();
			if (this.handler != null) {
				this.handler.dropped(why);
			}
		}
		closeHard(channel());
	}

	/** A session that breaks off does not finish what it was saying. */
	private void closeHard(Channel closing) {
		if (this.protocol == Protocol.SESSION) {
			linger(closing, 0);
		}
		closing.close();
	}

	private static void linger(Channel closing, int seconds) {
		if (closing.isActive()) {
			closing.config().setOption(ChannelOption.SO_LINGER, seconds);
		}
	}

	private void lost(String why) {
		if (this.state == State.OPEN) {
			end();
			if (this.handler != null) {
				this.handler.lost(why);
			}
		}
	}

	private void end() {
		this.state = State.CLOSED;
		this.stream.end();
		if (this.outgoing != null) {
			this.outgoing.release();
			this.outgoing = null;
		}
		if (this.frameTimer != null) {
			this.frameTimer.cancel(false);
			this.frameTimer = null;
		}
	}

	final void dialFailed(DialFailure failure, String why) {
		if (this.state == State.OPENING) {
			end();
			if (this.handler != null) {
				this.handler.dialFailed(failure, why);
			}
		}
	}

	@Override
	public final Endpoint local() {
		return Endpoint.of((InetSocketAddress) channel().localAddress());
	}

	@Override
	public final void send(WireMessage message) {
		if (this.state != State.OPEN) {
			return;
		}
		ByteBuf out = this.outgoing;
		if (out == null) {
			out = channel().alloc().directBuffer(this.bufferOctets);
			this.outgoing = out;
		}
		Messages.encode(message, out);
		if (out.readableBytes() >= this.maxCoalesced) {
			flush();
			if (queuedOctets() > this.options.maxQueuedOctets()) {
				overflow();
			}
		}
	}

	private long queuedOctets() {
		ChannelOutboundBuffer buffer = channel().unsafe().outboundBuffer();
		return (buffer != null) ? buffer.totalPendingWriteBytes() : 0;
	}

	private void overflow() {
		endAndTell((told) -> told.dropped("more than " + this.options.maxQueuedOctets() + " octets wait to be read"));
	}

	/** Closes at once and tells the handler when it has done what it is doing. */
	private void endAndTell(Consumer<ConnectionHandler> word) {
		if (this.state == State.OPEN) {
			ConnectionHandler told = this.handler;
			Channel channel = channel();
			end();
			closeHard(channel);
			if (told != null) {
				channel.eventLoop().execute(() -> word.accept(told));
			}
		}
	}

	@Override
	public final void flush() {
		ByteBuf out = this.outgoing;
		if (out != null) {
			this.outgoing = null;
			// What this connection sends at once, it will probably send again.
			this.bufferOctets = Math.max(LEAST_BUFFER_OCTETS,
					Math.min(this.maxCoalesced, Integer.highestOneBit(out.readableBytes()) << 1));
			this.writing = true;
			try {
				channel().writeAndFlush(out, channel().voidPromise());
			}
			finally {
				this.writing = false;
			}
			if (queuedOctets() > this.options.maxQueuedOctets()) {
				overflow();
			}
		}
	}

	@Override
	public final void close() {
		if (this.state == State.CLOSED) {
			return;
		}
		boolean wasOpen = this.state == State.OPEN;
		if (wasOpen) {
			flush();
		}
		end();
		Channel closing = this.channel;
		if (closing == null) {
			return;
		}
		if (wasOpen && closing instanceof DuplexChannel duplex) {
			// A FIN behind what was sent; closing with unread input would reset instead.
			closing.config().setAutoRead(true);
			closing.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((done) -> duplex.shutdownOutput());
			closing.eventLoop().schedule(() -> closing.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
		}
		else {
			closing.close();
		}
	}

	@Override
	public final void reset() {
		if (this.state == State.CLOSED) {
			return;
		}
		end();
		Channel closing = this.channel;
		if (closing != null) {
			linger(closing, 0);
			closing.close();
		}
	}

	private enum State {

		OPENING, OPEN, CLOSED

	}

}
