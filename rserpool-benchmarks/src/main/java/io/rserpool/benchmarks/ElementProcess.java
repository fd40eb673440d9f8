package io.rserpool.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

import io.rserpool.PoolElement;
import io.rserpool.wire.Ipv4Address;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportUse;

/**
 * A pool element in a child JVM that echoes single octets.
 */
final class ElementProcess {

	static final PoolHandle HANDLE = PoolHandle.of("EchoPool");

	private ElementProcess() {
	}

	/**
	 * Serves until the parent ends.
	 * @param arguments the ASAP port of the ENRP server
	 */
	public static void main(String[] arguments) throws Exception {
		ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		Thread acceptor = new Thread(() -> accept(listener), "acceptor");
		acceptor.setDaemon(true);
		acceptor.start();
		PoolElement element = PoolElement.builder(HANDLE)
			.transport(new TcpTransport(listener.getLocalPort(), TransportUse.DATA_ONLY, new Ipv4Address(0x7f000001)))
			.enrpServers(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])))
			.build();
		element.start();
		ChildJvm.readyUntilParentEnds(listener.getLocalPort());
	}

	private static void accept(ServerSocket listener) {
		try {
			while (true) {
				Socket socket = listener.accept();
				Thread worker = new Thread(() -> echo(socket), "echo");
				worker.setDaemon(true);
				worker.start();
			}
		}
		catch (IOException ex) {
			System.err.println("Echo ended: " + ex);
		}
	}

	private static void echo(Socket socket) {
		try (socket) {
			socket.setTcpNoDelay(true);
			InputStream in = socket.getInputStream();
			OutputStream out = socket.getOutputStream();
			for (int octet = in.read(); octet >= 0; octet = in.read()) {
				out.write(octet);
			}
		}
		catch (IOException ex) {
			// A user that hangs up is no news.
			return;
		}
	}

}
