package io.rserpool.wire;

import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The message of {@link ServerAnnounce}. Other transports than SCTP and TCP do not count.
 */
final class ServerAnnounceCodec implements AsapMessageCodec<ServerAnnounce> {

	private static final int SCTP = ParameterType.SCTP_TRANSPORT.code();

	private static final int TCP = ParameterType.TCP_TRANSPORT.code();

	@Override
	public @Nullable ServerAnnounce decode(int flags, ParameterReader in) {
		int server = in.fixedInt();
		List<TransportParameter> transports = new ArrayList<>(2);
		while (in.next()) {
			TransportCodec<?> codec = ParameterCodecs.transport(in.type());
			if (codec != null && (in.type() == SCTP || in.type() == TCP)) {
				TransportParameter transport = codec.decode(in, TransportRole.SERVER);
				if (transport == null) {
					return null;
				}
				transports.add(transport);
			}
			else {
				in.ignore();
			}
		}
		return new ServerAnnounce(ServerId.of(server), transports);
	}

	@Override
	public int encode(ServerAnnounce message, ByteBuf out) {
		out.writeInt(message.server().value());
		List<TransportParameter> transports = message.transports();
		int padding = 0;
		for (int i = 0; i < transports.size(); i++) {
			TransportParameter transport = transports.get(i);
			if (!(transport instanceof SctpTransport || transport instanceof TcpTransport)) {
				throw new IllegalArgumentException("A server is announced by SCTP and TCP only, not " + transport);
			}
			padding = ParameterCodecs.encodeTransport(transport, out);
		}
		return padding;
	}

}
