package io.rserpool.dashboard;

import org.jspecify.annotations.Nullable;

import io.rserpool.wire.ServerId;

/**
 * Names that an application gives to ENRP servers, as a bean. Without it they are called
 * S1, S2 and so on, as they are met.
 */
@FunctionalInterface
public interface DashboardServerNames {

	/**
	 * The short name of a server, such as {@code server-2}, or null if it has none. Asked
	 * often, by many threads.
	 */
	@Nullable String nameOf(ServerId id);

}
