package io.rserpool.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The message of {@link Presence}.
 */
final class PresenceCodec implements EnrpMessageCodec<Presence> {

	private static final int REPLY_REQUIRED = 0x01;

	private static final int CHECKSUM = ParameterType.PE_CHECKSUM.code();

	private static final int INFORMATION = ParameterType.SERVER_INFORMATION.code();

	private static final int DIGEST = ParameterType.TABLE_DIGEST.code();

	@Override
	public @Nullable Presence decode(ServerId sender, ServerId receiver, int flags, ParameterReader in) {
		int checksum = Presence.NO_CHECKSUM;
		ServerInformation information = null;
		Octets digest = null;
		while (in.next()) {
			int type = in.type();
			if (type == CHECKSUM) {
				if (checksum != Presence.NO_CHECKSUM || information != null) {
					return in.invalid("PE checksum out of order");
				}
				checksum = PeChecksumCodec.decode(in);
			}
			else if (type == INFORMATION) {
				if (information != null) {
					return in.invalid("server information out of order");
				}
				information = ParameterCodecs.SERVER_INFORMATION.decode(in);
			}
			else if (type == DIGEST) {
				digest = TableDigestCodec.decode(in);
			}
			else {
				in.ignore();
			}
		}
		return new Presence(sender, receiver, (flags & REPLY_REQUIRED) != 0, checksum, information, digest);
	}

	@Override
	public int flags(Presence message) {
		return message.replyRequired() ? REPLY_REQUIRED : 0;
	}

	@Override
	public int encode(Presence message, ByteBuf out) {
		int padding = 0;
		Octets digest = message.digest();
		if (digest != null) {
			TableDigestCodec.encode(digest, out);
		}
		if (message.checksum() != Presence.NO_CHECKSUM) {
			padding = PeChecksumCodec.encode(message.checksum(), out);
		}
		ServerInformation information = message.information();
		return (information != null) ? ParameterCodecs.SERVER_INFORMATION.encode(information, out) : padding;
	}

}
