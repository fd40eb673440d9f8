package io.rserpool.boot.session;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

import io.rserpool.ReceivedMessage;
import io.rserpool.ServedSession;

/**
 * A {@link SessionMessage} method with what its parameters are.
 *
 * @param name the message's name
 * @param method what is called
 * @param payload type of the payload, null if it takes none
 * @param cookie type of the cookie, null if it takes none
 */
record MessageMethod(String name, Method method, @Nullable Type payload, @Nullable Type cookie) {

	/**
	 * Reads the parameters.
	 * @throws IllegalStateException if there is one too many
	 */
	static MessageMethod of(String name, Method method) {
		Type payload = null;
		Type cookie = null;
		for (Parameter parameter : method.getParameters()) {
			Class<?> type = parameter.getType();
			if (type == PoolCookie.class) {
				cookie = ResolvableType.forType(parameter.getParameterizedType()).getGeneric(0).getType();
			}
			else if (type != ServedSession.class && type != ReceivedMessage.class) {
				if (payload != null) {
					throw new IllegalStateException("Method " + method
							+ " has two parameters for the payload. A message has one; the others are of type "
							+ "ServedSession, ReceivedMessage or PoolCookie");
				}
				payload = parameter.getParameterizedType();
			}
		}
		return new MessageMethod(name, method, payload, cookie);
	}

	/** Calls the method. */
	@Nullable Object invoke(Object bean, ServedSession session, ReceivedMessage message, @Nullable Object payload,
			PoolCookie<Object> cookie) throws Exception {
		Class<?>[] types = this.method.getParameterTypes();
		@Nullable Object[] arguments = new @Nullable Object[types.length];
		for (int i = 0; i < types.length; i++) {
			arguments[i] = argument(types[i], session, message, payload, cookie);
		}
		try {
			return this.method.invoke(bean, arguments);
		}
		catch (InvocationTargetException ex) {
			if (ex.getCause() instanceof Exception failure) {
				throw failure;
			}
			throw ex;
		}
	}

	private static @Nullable Object argument(Class<?> type, ServedSession session, ReceivedMessage message,
			@Nullable Object payload, PoolCookie<Object> cookie) {
		if (type == ServedSession.class) {
			return session;
		}
		if (type == ReceivedMessage.class) {
			return message;
		}
		return (type == PoolCookie.class) ? cookie : payload;
	}

}
