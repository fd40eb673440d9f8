package io.rserpool.wire;

import org.jspecify.annotations.Nullable;

/**
 * The common shape of the three takeover messages: the identifier of the silent server.
 *
 * @param <M> the record
 */
abstract class TargetCodec<M extends EnrpMessage> implements EnrpMessageCodec<M> {

	@Override
	public final @Nullable M decode(ServerId sender, ServerId receiver, int flags, ParameterReader in) {
		ServerId target = ServerId.of(in.fixedInt());
		in.ignoreAll();
		if (target.isNone()) {
			return in.useless("takeover of server 0");
		}
		return create(sender, receiver, target);
	}

	abstract M create(ServerId sender, ServerId receiver, ServerId target);

}
