package io.rserpool.wire;

import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The message of {@link HandleResolutionResponse}. With an operation error the answer is
 * negative, and elements beside it do not count.
 */
final class HandleResolutionResponseCodec implements AsapMessageCodec<HandleResolutionResponse> {

	private static final int ACCEPT_UPDATES = 0x01;

	private static final int HANDLE = ParameterType.POOL_HANDLE.code();

	private static final int POLICY = ParameterType.MEMBER_SELECTION_POLICY.code();

	private static final int ELEMENT = ParameterType.POOL_ELEMENT.code();

	private static final int ERROR = ParameterType.OPERATION_ERROR.code();

	@Override
	public @Nullable HandleResolutionResponse decode(int flags, ParameterReader in) {
		PoolHandle handle = null;
		MemberSelectionPolicy policy = null;
		List<PoolElementParameter> elements = new ArrayList<>();
		OperationError error = null;
		while (in.next()) {
			int type = in.type();
			if (type == ELEMENT) {
				PoolElementParameter element = ParameterCodecs.ELEMENT.decode(in);
				if (element == null) {
					return null;
				}
				elements.add(element);
			}
			else if (type == HANDLE) {
				if (handle != null) {
					return in.repeated();
				}
				handle = ParameterCodecs.HANDLE.decode(in);
			}
			else if (type == POLICY) {
				if (policy != null) {
					return in.repeated();
				}
				policy = ParameterCodecs.POLICY.decode(in);
			}
			else if (type == ERROR) {
				if (error != null) {
					return in.repeated();
				}
				error = ParameterCodecs.ERROR.decode(in);
			}
			else {
				in.ignore();
			}
		}
		if (handle == null || in.isRefused()) {
			return in.missing("handle resolution response without pool handle");
		}
		boolean updatesGranted = (flags & ACCEPT_UPDATES) != 0;
		if (error != null) {
			if (policy != null || !elements.isEmpty()) {
				in.ignore();
			}
			return new HandleResolutionResponse(handle, updatesGranted, null, List.of(), error);
		}
		if (elements.isEmpty()) {
			return in.useless("handle resolution response with neither elements nor error");
		}
		return new HandleResolutionResponse(handle, updatesGranted, policy, elements, null);
	}

	@Override
	public int flags(HandleResolutionResponse message) {
		return message.updatesGranted() ? ACCEPT_UPDATES : 0;
	}

	@Override
	public int encode(HandleResolutionResponse message, ByteBuf out) {
		List<PoolElementParameter> elements = message.elements();
		OperationError error = message.error();
		if (elements.isEmpty() == (error == null)) {
			throw new IllegalArgumentException(
					"A handle resolution response has either elements or an error: " + message.handle());
		}
		ParameterCodecs.HANDLE.encode(message.handle(), out);
		if (error != null) {
			return ParameterCodecs.ERROR.encode(error, out);
		}
		MemberSelectionPolicy policy = message.policy();
		if (policy != null) {
			ParameterCodecs.POLICY.encode(policy, out);
		}
		int padding = 0;
		for (int i = 0; i < elements.size(); i++) {
			padding = ParameterCodecs.ELEMENT.encode(elements.get(i), out);
		}
		return padding;
	}

}
