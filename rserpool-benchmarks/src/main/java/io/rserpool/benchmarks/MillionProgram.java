package io.rserpool.benchmarks;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

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
 * Row 3b: a whole server with a million elements in 1 GB of heap, 10,000 of which
 * register again each second for a minute, with another load each time. The longest pause
 * is read from the garbage collector's log.
 */
final class MillionProgram {

	private static final int POOLS = 1_000;

	private static final int WINDOW = 512;

	private static final Pattern PAUSE = Pattern.compile("Pause.* ([0-9.]+)ms$");

	private static final Pattern HEAP = Pattern.compile("Pause.* [0-9]+M->([0-9]+)M\\([0-9]+M\\)");

	private final Semaphore window = new Semaphore(WINDOW);

	private final AtomicLong answered = new AtomicLong();

	private final AtomicLong refused = new AtomicLong();

	private final ByteBuf buffer = Unpooled.buffer(256);

	private final PoolHandle[] handles = new PoolHandle[POOLS];

	private MillionProgram() {
		for (int i = 0; i < POOLS; i++) {
			this.handles[i] = Elements.handle(i);
		}
	}

	/**
	 * Prints one line.
	 * @param arguments number of elements, seconds, and heap, such as
	 * {@code 1000000 60 1g}, which is the default
	 */
	public static void main(String[] arguments) throws Exception {
		int elements = (arguments.length > 0) ? Integer.parseInt(arguments[0]) : 1_000_000;
		int seconds = (arguments.length > 1) ? Integer.parseInt(arguments[1]) : 60;
		String heap = (arguments.length > 2) ? arguments[2] : "1g";
		Path log = Files.createTempFile("rserpool-gc", ".log");
		List<String> options = List.of("-Xmx" + heap, "-Xlog:gc:file=" + log);
		try (ChildJvm registrar = ChildJvm.start(RegistrarProcess.class, options, "quiet")) {
			new MillionProgram().run(registrar.port(), elements, seconds, heap, log);
		}
		System.exit(0);
	}

	private void run(int port, int elements, int seconds, String heap, Path log) throws Exception {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			Thread reader = new Thread(() -> read(socket), "answers");
			reader.setDaemon(true);
			reader.start();
			OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
			long begin = System.nanoTime();
			for (int i = 0; i < elements; i++) {
				send(out, i, 0);
			}
			out.flush();
			awaitAnswers(elements);
			double registered = (System.nanoTime() - begin) / 1e9;
			long again = registerAgain(out, elements, seconds);
			awaitAnswers(elements + again);
			List<String> lines = Files.readAllLines(log);
			System.out.printf(Locale.ROOT,
					"3b %,d elements, -Xmx%s: registered in %.1f s, %,d re-registrations in %d s, %d refused, "
							+ "longest pause %.1f ms of %d, most heap after a pause %.0f MB%n",
					elements, heap, registered, again, seconds, this.refused.get(), most(lines, PAUSE), count(lines),
					most(lines, HEAP));
		}
	}

	private long registerAgain(OutputStream out, int elements, int seconds) throws Exception {
		long begin = System.nanoTime();
		long sent = 0;
		for (int tick = 0; tick < 100 * seconds; tick++) {
			for (int i = 0; i < 100; i++) {
				send(out, (int) (sent % elements), 1 + tick);
				sent++;
			}
			out.flush();
			LockSupport.parkNanos(begin + (tick + 1) * 10_000_000L - System.nanoTime());
		}
		return sent;
	}

	private void send(OutputStream out, int number, int load) throws IOException, InterruptedException {
		if (!this.window.tryAcquire()) {
			out.flush();
			if (!this.window.tryAcquire(60, TimeUnit.SECONDS)) {
				throw new IOException("The server does not answer any more, after " + this.answered + " answers");
			}
		}
		PoolElementParameter element = new PoolElementParameter(new PoolElementId((number + 1) * 0x9e3779b1),
				ServerId.NONE, 7200,
				new TcpTransport(1 + number % 60_000, TransportUse.DATA_ONLY, new Ipv4Address(0x7f000001)),
				MemberSelectionPolicy.of(PolicyType.LEAST_USED, load), null, List.of());
		this.buffer.clear();
		AsapCodec.encode(new Registration(this.handles[number % POOLS], element), this.buffer);
		this.buffer.readBytes(out, this.buffer.readableBytes());
	}

	private void read(Socket socket) {
		try {
			DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
			while (true) {
				int type = in.readUnsignedByte();
				int flags = in.readUnsignedByte();
				int length = in.readUnsignedShort();
				in.skipNBytes(((length + 3) & ~3) - 4);
				if (type == 0x03) {
					this.refused.addAndGet(flags & 1);
					this.answered.incrementAndGet();
					this.window.release();
				}
			}
		}
		catch (IOException ex) {
			System.err.println("Answers end: " + ex);
		}
	}

	private void awaitAnswers(long wanted) {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
		while (this.answered.get() < wanted) {
			if (System.nanoTime() > end) {
				throw new IllegalStateException("Only " + this.answered + " of " + wanted + " answers came");
			}
			LockSupport.parkNanos(1_000_000);
		}
	}

	private static double most(List<String> lines, Pattern pattern) {
		return lines.stream()
			.map(pattern::matcher)
			.filter(Matcher::find)
			.mapToDouble((matcher) -> Double.parseDouble(matcher.group(1)))
			.max()
			.orElse(0);
	}

	private static long count(List<String> lines) {
		return lines.stream().map(PAUSE::matcher).filter(Matcher::find).count();
	}

}
