package io.rserpool.boot.session;

import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;

import io.rserpool.ReceivedMessage;
import io.rserpool.ServedSession;
import io.rserpool.SessionHandler;

/**
 * Serves sessions with the methods of a {@link PoolElementService} bean. The session's
 * state is its cookie.
 */
public final class ServiceSessionHandler implements SessionHandler {

	private final Object bean;

	private final ServiceMethods methods;

	private final SessionPayloadConverter converter;

	/**
	 * Makes a handler of a bean.
	 * @param methods those of its class
	 */
	public ServiceSessionHandler(Object bean, ServiceMethods methods, SessionPayloadConverter converter) {
		this.bean = bean;
		this.methods = methods;
		this.converter = converter;
	}

	@Override
	public void resumed(ServedSession session, byte[] cookie) {
		Type type = this.methods.cookie();
		if (type != null) {
			session.state(this.converter.fromBytes(cookie, type));
		}
	}

	@Override
	public void received(ServedSession session, ReceivedMessage message) throws Exception {
		NamedPayload named = NamedPayload.of(message.bytes());
		MessageMethod method = this.methods.method(named.name());
		Type type = method.payload();
		Object payload = (type != null) ? this.converter.fromBytes(named.body(), type) : null;
		State state = new State(session.state());
		Object answer = method.invoke(this.bean, session, message, payload, state);
		// Converted first: if that fails, nothing has happened
		byte[] answered = message.isRequest() ? this.converter.toBytes(answer) : new byte[0];
		if (state.changed) {
			session.cookie(this.converter.toBytes(state.value));
			session.state(state.value);
		}
		if (message.isRequest()) {
			message.reply(answered);
		}
	}

	/**
	 * The cookie as a method sees it.
	 */
	private static final class State implements PoolCookie<Object> {

		private @Nullable Object value;

		private boolean changed;

		State(@Nullable Object value) {
			this.value = value;
		}

		@Override
		public @Nullable Object get() {
			return this.value;
		}

		@Override
		public void set(@Nullable Object state) {
			this.value = state;
			this.changed = true;
		}

	}

}
