package io.rserpool.wire;

import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The message of {@link ListResponse}. With flag R set, servers do not count; those with
 * identifier 0 never do (N-12).
 */
final class ListResponseCodec implements EnrpMessageCodec<ListResponse> {

	private static final int REJECT = 0x01;

	private static final int INFORMATION = ParameterType.SERVER_INFORMATION.code();

	@Override
	public @Nullable ListResponse decode(ServerId sender, ServerId receiver, int flags, ParameterReader in) {
		if ((flags & REJECT) != 0) {
			in.ignoreAll();
			return new ListResponse(sender, receiver, true, List.of());
		}
		List<ServerInformation> servers = new ArrayList<>();
		while (in.next()) {
			if (in.type() != INFORMATION) {
				in.ignore();
				continue;
			}
			ServerInformation server = ParameterCodecs.SERVER_INFORMATION.decode(in);
			if (server == null) {
				return null;
			}
			if (server.id().isNone()) {
				in.ignore();
			}
			else {
				servers.add(server);
			}
		}
		return new ListResponse(sender, receiver, false, servers);
	}

	@Override
	public int flags(ListResponse message) {
		return message.rejected() ? REJECT : 0;
	}

	@Override
	public int encode(ListResponse message, ByteBuf out) {
		List<ServerInformation> servers = message.servers();
		if (message.rejected() && !servers.isEmpty()) {
			throw new IllegalArgumentException("A rejecting list response has no servers");
		}
		int padding = 0;
		for (int i = 0; i < servers.size(); i++) {
			padding = ParameterCodecs.SERVER_INFORMATION.encode(servers.get(i), out);
		}
		return padding;
	}

}
