package io.rserpool.boot.session;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * The {@link SessionMessage} methods of a class. Immutable.
 */
public final class ServiceMethods {

	private final Class<?> type;

	private final Map<String, MessageMethod> methods = new TreeMap<>();

	private final @Nullable Type cookie;

	private ServiceMethods(Class<?> type) {
		this.type = ClassUtils.getUserClass(type);
		MethodIntrospector
			.selectMethods(this.type,
					(MethodIntrospector.MetadataLookup<SessionMessage>) (method) -> AnnotatedElementUtils
						.findMergedAnnotation(method, SessionMessage.class))
			.forEach((method, message) -> add(method, message.value()));
		if (this.methods.isEmpty()) {
			throw new IllegalStateException(
					this.type.getName() + " has no @SessionMessage methods: a @PoolElementService class needs one");
		}
		this.cookie = cookieType();
	}

	/**
	 * Finds the methods.
	 * @param type the class of the bean
	 * @throws IllegalStateException if there are none, or they do not fit together
	 */
	public static ServiceMethods of(Class<?> type) {
		return new ServiceMethods(type);
	}

	private void add(Method method, String name) {
		ReflectionUtils.makeAccessible(method);
		MessageMethod added = MessageMethod.of(name.isEmpty() ? method.getName() : name, method);
		MessageMethod present = this.methods.put(added.name(), added);
		if (present != null) {
			throw new IllegalStateException("Message '" + added.name() + "' has two methods in " + this.type.getName()
					+ ": " + present.method() + " and " + method + ". Give one of them another name");
		}
	}

	private @Nullable Type cookieType() {
		Type found = null;
		for (MessageMethod method : this.methods.values()) {
			Type type = method.cookie();
			if (type != null && found != null && !type.equals(found)) {
				throw new IllegalStateException(this.type.getName() + " has cookies of different types: "
						+ found.getTypeName() + " and " + type.getTypeName() + ". A session has one state");
			}
			found = (type != null) ? type : found;
		}
		return found;
	}

	/** The type of the sessions' state, null if they have none. */
	@Nullable Type cookie() {
		return this.cookie;
	}

	/**
	 * The method of a message.
	 * @throws IllegalArgumentException if there is none
	 */
	MessageMethod method(String name) {
		MessageMethod method = this.methods.get(name);
		if (method == null) {
			throw new IllegalArgumentException(
					"There is no message '" + name + "' here: there are " + String.join(", ", this.methods.keySet()));
		}
		return method;
	}

}
