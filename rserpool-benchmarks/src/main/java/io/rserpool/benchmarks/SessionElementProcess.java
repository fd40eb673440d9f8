package io.rserpool.benchmarks;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import org.jspecify.annotations.Nullable;

import io.rserpool.AsapEndpoint;
import io.rserpool.PoolElement;
import io.rserpool.ReceivedMessage;
import io.rserpool.ServedSession;
import io.rserpool.SessionHandler;
import io.rserpool.SessionServer;
import io.rserpool.SessionServerBuilder;
import io.rserpool.wire.PoolHandle;

/**
 * A pool element in a child JVM that serves sessions: answers each request with its own
 * octets, and leaves a cookie now and then. Beside it a bare Netty server, so that floors
 * are measured with a JVM that takes as long to die.
 */
final class SessionElementProcess implements SessionHandler {

	static final PoolHandle HANDLE = PoolHandle.of("SessionPool");

	/** A request that asks for the octets of heap in use, after a collection. */
	static final byte[] HEAP = "heap in use".getBytes(StandardCharsets.US_ASCII);

	/** Requests between two cookies. */
	private static final int COOKIE_GAP = 32;

	private final @Nullable FileChannel journal;

	private SessionElementProcess(@Nullable FileChannel journal) {
		this.journal = journal;
	}

	/**
	 * Serves until the parent ends. Tells the session port, the element's id, and the
	 * bare server's port.
	 * @param arguments the ASAP port of the ENRP server, 0 = none; {@code direct} if all
	 * is to be done on the I/O thread; then perhaps a file that gets the first 8 octets
	 * of each request that is processed
	 */
	public static void main(String[] arguments) throws Exception {
		int registrar = Integer.parseInt(arguments[0]);
		boolean direct = arguments[1].equals("direct");
		FileChannel journal = (arguments.length > 2)
				? FileChannel.open(Path.of(arguments[2]), StandardOpenOption.CREATE, StandardOpenOption.APPEND) : null;
		SessionServerBuilder sessions = SessionServer.builder(new SessionElementProcess(journal))
			.address(RegistrarProcess.loopback(0))
			.maxSessions(20_000);
		if (direct) {
			sessions.executor(Runnable::run);
		}
		if (registrar == 0) {
			SessionServer server = sessions.build();
			server.start();
			ChildJvm.readyUntilParentEnds(server.address().getPort(), 0, RawNetty.serve());
		}
		AsapEndpoint endpoint = AsapEndpoint.builder()
			.enrpServers(java.util.List.of(RegistrarProcess.loopback(registrar)))
			.completeOnLoop(direct)
			.build();
		endpoint.start();
		PoolElement element = PoolElement.builder(HANDLE).sessions(sessions).endpoint(endpoint).build();
		element.start();
		ChildJvm.readyUntilParentEnds(element.sessions().orElseThrow().address().getPort(), element.id().value(),
				RawNetty.serve());
	}

	@Override
	public void received(ServedSession session, ReceivedMessage message) throws Exception {
		byte[] request = message.bytes();
		if (java.util.Arrays.equals(request, HEAP)) {
			message.reply(ByteBuffer.allocate(Long.BYTES).putLong(heap()).array());
			return;
		}
		FileChannel processed = this.journal;
		if (processed != null) {
			// In the system's hands before the answer, so it survives kill -9
			processed.write(ByteBuffer.wrap(request, 0, Long.BYTES));
			if (message.sequence() % COOKIE_GAP == 0) {
				session.cookie(ByteBuffer.allocate(Long.BYTES).putLong(message.sequence()).array());
			}
		}
		message.reply(request);
	}

	/** Octets of heap in use after some collections. */
	static long heap() {
		for (int i = 0; i < 3; i++) {
			System.gc();
		}
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

}
