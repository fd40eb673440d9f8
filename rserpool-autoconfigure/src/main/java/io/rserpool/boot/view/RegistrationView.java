package io.rserpool.boot.view;

import org.jspecify.annotations.Nullable;

import io.rserpool.PoolElement;

/**
 * A pool element of this process: its side of a registration.
 *
 * @param name the name of its bean
 * @param handle its pool
 * @param state such as {@code registered}
 * @param id its id, or null if it has no port yet
 * @param home id of its home server, or null
 * @param transport what it registers, or null if it is not ready yet
 * @param policy its policy with its values
 * @param failure why the last registration failed, or null
 */
public record RegistrationView(String name, String handle, String state, @Nullable String id, @Nullable String home,
		@Nullable String transport, String policy, @Nullable String failure) {

	/**
	 * Returns the view of an element.
	 * @param name the name of its bean
	 */
	public static RegistrationView of(String name, PoolElement element) {
		boolean ready = isReady(element);
		return new RegistrationView(name, element.handle().toString(), Texts.kebab(element.state()),
				ready ? element.id().toString() : null, Texts.orNull(element.home().orElse(null)),
				ready ? Texts.transport(element.transport()) : null, Texts.policy(element.policy()),
				element.failure().orElse(null));
	}

	private static boolean isReady(PoolElement element) {
		try {
			element.transport();
			return true;
		}
		catch (IllegalStateException ex) {
			// No port yet, or closed: there is neither id nor transport, as the state
			// says.
			return false;
		}
	}

}
