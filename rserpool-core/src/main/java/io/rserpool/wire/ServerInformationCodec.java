package io.rserpool.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The Server Information parameter (RFC 5354 section 3.11).
 *
 * <pre>
 *  octet 0..3   0x000b, length
 *        4..7   server identifier
 *        8..    server transport, always of type SCTP (N-7)
 * </pre>
 */
final class ServerInformationCodec implements ParameterCodec<ServerInformation> {

	@Override
	public @Nullable ServerInformation decode(ParameterReader in) {
		int at = in.at();
		int length = in.length();
		if (!in.hasAtLeast(8)) {
			return null;
		}
		int id = in.getInt(4);
		long outer = in.enter(4);
		SctpTransport transport = null;
		while (in.next()) {
			if (ParameterCodecs.transport(in.type()) == null) {
				in.ignore();
			}
			else if (in.type() == ParameterType.SCTP_TRANSPORT.code() && transport == null) {
				transport = ParameterCodecs.SCTP_TRANSPORT.decode(in, TransportRole.SERVER);
			}
			else {
				return in.invalid("server transport that is not of type SCTP or not the only one");
			}
		}
		if (transport == null) {
			return in.invalid(at, length, "server information without transport");
		}
		in.leave(outer);
		return new ServerInformation(ServerId.of(id), transport);
	}

	@Override
	public int encode(ServerInformation information, ByteBuf out) {
		int at = ParameterWriter.begin(ParameterType.SERVER_INFORMATION, out);
		out.writeInt(information.id().value());
		return ParameterWriter.end(at, ParameterCodecs.SCTP_TRANSPORT.encode(information.transport(), out), out);
	}

}
