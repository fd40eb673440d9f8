package io.rserpool.wire;

import org.jspecify.annotations.Nullable;

/**
 * The common shape of the two cookie messages.
 *
 * @param <M> the record
 */
abstract class CookieDataCodec<M extends AsapMessage> implements AsapMessageCodec<M> {

	private static final int COOKIE = ParameterType.COOKIE.code();

	@Override
	public final @Nullable M decode(int flags, ParameterReader in) {
		Octets data = null;
		while (in.next()) {
			if (in.type() != COOKIE) {
				in.ignore();
				continue;
			}
			if (data != null) {
				return in.repeated();
			}
			data = ParameterCodecs.COOKIE.decode(in);
		}
		if (data == null) {
			return in.missing("cookie message without cookie");
		}
		return create(data);
	}

	abstract M create(Octets data);

}
