package io.rserpool.benchmarks;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

import io.rserpool.wire.AsapCodec;
import io.rserpool.wire.Ipv4Address;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PolicyType;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolElementParameter;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.Registration;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportUse;

/**
 * Pool elements that are only registrations, sent over one socket with next to no work at
 * this side. They cannot be dialled, answer no keep-alive and do not look for another
 * server. For one thread.
 */
final class RawElements implements AutoCloseable {

	private static final int POOLS = 1_000;

	private static final int WINDOW = 512;

	private static final int GOLDEN = 0x9e3779b1;

	private static final int GOLDEN_INVERSE = inverse(GOLDEN);

	private final Semaphore window = new Semaphore(WINDOW);

	private final AtomicLong answered = new AtomicLong();

	private final AtomicLong refused = new AtomicLong();

	private final ByteBuf buffer = Unpooled.buffer(256);

	private final Socket socket;

	private final OutputStream out;

	private final @Nullable IntConsumer acknowledged;

	private long sent;

	RawElements(int port) throws IOException {
		this(port, null);
	}

	/**
	 * Connects.
	 * @param acknowledged gets the number of each element that was acknowledged, on
	 * another thread
	 */
	RawElements(int port, @Nullable IntConsumer acknowledged) throws IOException {
		this.acknowledged = acknowledged;
		this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
		this.socket.setTcpNoDelay(true);
		this.out = new BufferedOutputStream(this.socket.getOutputStream(), 1 << 16);
		Thread reader = new Thread(this::read, "answers");
		reader.setDaemon(true);
		reader.start();
	}

	/** The number of the element with the given id. */
	static int numberOf(PoolElementId id) {
		return id.value() * GOLDEN_INVERSE - 1;
	}

	private static int inverse(int odd) {
		int inverse = odd;
		for (int i = 0; i < 5; i++) {
			inverse *= 2 - odd * inverse;
		}
		return inverse;
	}

	/** The pool of an element. */
	static PoolHandle handle(int number) {
		return Elements.handle(number % POOLS);
	}

	/** An element as it is registered. */
	static PoolElementParameter element(int number, int load) {
		return new PoolElementParameter(new PoolElementId((number + 1) * GOLDEN), ServerId.NONE, 7200,
				new TcpTransport(1 + number % 60_000, TransportUse.DATA_ONLY, new Ipv4Address(0x7f000001)),
				MemberSelectionPolicy.of(PolicyType.LEAST_USED, load), null, List.of());
	}

	/** Registers new elements, and waits for the answers. */
	void register(int count) throws IOException, InterruptedException {
		for (int i = 0; i < count; i++) {
			send(i, 0);
		}
		awaitAnswers();
	}

	/** Sends a registration with the given load, when the window is open. */
	void send(int number, int load) throws IOException, InterruptedException {
		if (!this.window.tryAcquire()) {
			this.out.flush();
			if (!this.window.tryAcquire(60, TimeUnit.SECONDS)) {
				throw new IOException("The server does not answer any more, after " + this.answered + " answers");
			}
		}
		this.buffer.clear();
		AsapCodec.encode(new Registration(handle(number), element(number, load)), this.buffer);
		this.buffer.readBytes(this.out, this.buffer.readableBytes());
		this.sent++;
	}

	void flush() throws IOException {
		this.out.flush();
	}

	private void read() {
		try {
			DataInputStream in = new DataInputStream(new BufferedInputStream(this.socket.getInputStream(), 1 << 16));
			while (true) {
				int type = in.readUnsignedByte();
				int flags = in.readUnsignedByte();
				int length = (in.readUnsignedShort() + 3) & ~3;
				if (type != 0x03) {
					in.skipNBytes(length - 4);
					continue;
				}
				int handle = (in.readInt() & 0xffff) + 3 & ~3;
				// The rest of the handle, and the head of the identifier
				in.skipNBytes(handle - 4 + 4);
				int id = in.readInt();
				in.skipNBytes(length - 4 - handle - 8);
				answered(id, flags);
			}
		}
		catch (IOException ex) {
			// The server is gone, as some programs want it.
			return;
		}
	}

	private void answered(int id, int flags) {
		if (this.acknowledged != null) {
			this.acknowledged.accept(id * GOLDEN_INVERSE - 1);
		}
		this.refused.addAndGet(flags & 1);
		this.answered.incrementAndGet();
		this.window.release();
	}

	/** Waits until everything that was sent is answered. */
	void awaitAnswers() throws IOException {
		this.out.flush();
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
		while (this.answered.get() < this.sent) {
			if (System.nanoTime() > end) {
				throw new IllegalStateException("Only " + this.answered + " of " + this.sent + " answers came");
			}
			LockSupport.parkNanos(100_000);
		}
	}

	long refused() {
		return this.refused.get();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
