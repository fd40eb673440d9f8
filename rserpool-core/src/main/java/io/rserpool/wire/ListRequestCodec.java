package io.rserpool.wire;

/**
 * The message of {@link ListRequest}.
 */
final class ListRequestCodec implements EnrpMessageCodec<ListRequest> {

	@Override
	public ListRequest decode(ServerId sender, ServerId receiver, int flags, ParameterReader in) {
		in.ignoreAll();
		return new ListRequest(sender, receiver);
	}

}
