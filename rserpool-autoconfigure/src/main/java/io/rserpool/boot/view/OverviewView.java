package io.rserpool.boot.view;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Everything of this process at a glance.
 *
 * @param server the embedded ENRP server, or null if there is none
 * @param endpoint the way to the home server, or null if nothing needs one
 * @param elements this process's pool elements
 * @param users names of this process's pool users
 * @param profile the set of timers
 * @param timers effective values in milliseconds, by name
 */
public record OverviewView(@Nullable ServerView server, @Nullable EndpointView endpoint,
		List<RegistrationView> elements, List<String> users, String profile, Map<String, Long> timers) {

	public OverviewView {
		elements = List.copyOf(elements);
		users = List.copyOf(users);
	}

}
