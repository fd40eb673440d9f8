package io.rserpool;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import io.rserpool.asap.CachedElement;
import io.rserpool.asap.ResolutionCache;
import io.rserpool.machine.Endpoint;
import io.rserpool.transport.DatagramPort;
import io.rserpool.wire.ParameterType;
import io.rserpool.wire.TransportParameter;
import io.rserpool.wire.UdpTransport;
import org.jspecify.annotations.Nullable;

/**
 * Joins a UDP port with the cache, which knows senders.
 */
final class DefaultDatagramSender implements DatagramSender {

	/** Received datagrams that wait for the handler; more are dropped, as UDP may. */
	private static final int MOST_WAITING = 1024;

	private final DatagramHandler handler;

	private final ResolutionCache cache;

	private final Executor callbacks;

	private final SerialExecutor handling;

	private final AtomicInteger waiting = new AtomicInteger();

	private volatile @Nullable DatagramPort port;

	DefaultDatagramSender(DatagramHandler handler, ResolutionCache cache, Executor callbacks) {
		this.handler = handler;
		this.cache = cache;
		this.callbacks = callbacks;
		this.handling = new SerialExecutor(callbacks);
	}

	void opened(DatagramPort port) {
		this.port = port;
	}

	/** On the loop. */
	void received(InetSocketAddress from, byte[] octets) {
		if (this.waiting.incrementAndGet() > MOST_WAITING) {
			this.waiting.decrementAndGet();
			return;
		}
		this.handling.execute(() -> {
			this.waiting.decrementAndGet();
			this.handler.received(datagram(from, octets));
		});
	}

	private ReceivedDatagram datagram(InetSocketAddress from, byte[] octets) {
		CachedElement element = this.cache.elementAt(ParameterType.UDP_TRANSPORT, Endpoint.of(from));
		return (element != null) ? new ReceivedDatagram(octets, from, element.handle(), element.id())
				: new ReceivedDatagram(octets, from, null, null);
	}

	private DatagramPort port() {
		DatagramPort open = this.port;
		if (open == null) {
			throw new IllegalStateException("The UDP port is not open");
		}
		return open;
	}

	@Override
	public InetSocketAddress localAddress() {
		return port().boundAddress();
	}

	@Override
	public CompletableFuture<Void> send(TransportParameter to, byte[] message) {
		if (!(to instanceof UdpTransport udp)) {
			throw new IllegalArgumentException("A datagram cannot be sent to " + to + ", only to a UDP transport");
		}
		if (message.length > DatagramPort.MOST_OCTETS) {
			throw new IllegalArgumentException(
					"A message of " + message.length + " octets is too long, allowed are " + DatagramPort.MOST_OCTETS);
		}
		Endpoint at = new Endpoint(udp.address(), udp.port());
		CompletableFuture<Void> sent = port().send(message, at.toSocketAddress()).exceptionally((failure) -> {
			throw new RserpoolException("A datagram to " + at + " could not be sent: " + failure.getMessage(), failure);
		});
		return Futures.offLoop(sent, this.callbacks);
	}

	@Override
	public void close() {
		DatagramPort open = this.port;
		if (open != null) {
			open.close();
		}
	}

}
