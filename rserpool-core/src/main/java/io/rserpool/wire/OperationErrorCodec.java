package io.rserpool.wire;

import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The Operation Error parameter (RFC 5354 section 3.12). Cause information is opaque: it
 * often quotes what was malformed.
 *
 * <pre>
 *  octet 0..3   0x000c, length
 *        4..    one or more causes, the padding of the last not counted:
 *               code (2), length (2), information, padding
 * </pre>
 */
final class OperationErrorCodec implements ParameterCodec<OperationError> {

	@Override
	public @Nullable OperationError decode(ParameterReader in) {
		int offset = 4;
		int length = in.length();
		ErrorCause first = null;
		List<ErrorCause> causes = null;
		while (offset < length) {
			if (length - offset < 4) {
				return in.invalid("stray octets behind the last cause");
			}
			int code = in.getUnsignedShort(offset);
			int octets = in.getUnsignedShort(offset + 2);
			if (octets < 4 || octets > length - offset) {
				return in.invalid("cause reaches past its operation error");
			}
			if (first == null) {
				first = cause(in, code, offset, octets);
			}
			else {
				if (causes == null) {
					causes = new ArrayList<>(4);
					causes.add(first);
				}
				if (causes.size() < in.limits().maxCauses()) {
					causes.add(cause(in, code, offset, octets));
				}
				else {
					in.ignore();
				}
			}
			offset += MessageHeader.padded(octets);
		}
		if (first == null) {
			return in.invalid("operation error without cause");
		}
		return new OperationError((causes != null) ? causes : List.of(first));
	}

	private static ErrorCause cause(ParameterReader in, int code, int offset, int octets) {
		return new ErrorCause(code, Octets.adopt(in.bytes(offset + 4, octets - 4)));
	}

	@Override
	public int encode(OperationError error, ByteBuf out) {
		List<ErrorCause> causes = error.causes();
		int count = causes.size();
		if (count == 0) {
			throw new IllegalArgumentException("An operation error has at least one cause");
		}
		int at = ParameterWriter.begin(ParameterType.OPERATION_ERROR, out);
		int padding = 0;
		for (int i = 0; i < count; i++) {
			ErrorCause cause = causes.get(i);
			int causeAt = out.writerIndex();
			out.writeInt(cause.code() << 16);
			out.writeBytes(cause.info().array());
			padding = ParameterWriter.end(causeAt, out);
		}
		return ParameterWriter.end(at, padding, out);
	}

}
