package io.rserpool.enrp;

/**
 * What one server grants, in tables and rates (security rules SR-20, SR-23, SR-24,
 * SR-25). Rates are token buckets per source address.
 *
 * @param enabled false switches all of them off, for benchmarks
 * @param connections most ASAP connections in all
 * @param connectionsPerAddress most ASAP connections of one source address
 * @param pools most pools
 * @param elementsPerPool most elements of one pool
 * @param elements most elements in all
 * @param elementsPerAddress most elements registered from one source address
 * @param poolsPerAddress most pools registered from one source address
 * @param subscriptionsPerConnection most subscribed pools of one connection
 * @param registrationsPerSecond registrations and deregistrations a second of one address
 * @param registrationBurst how many of them at once
 * @param resolutionsPerSecond handle resolutions a second of one address
 * @param resolutionBurst how many of them at once
 * @param errorsPerSecond error replies a second to one connection [P-15]
 */
public record Limits(boolean enabled, int connections, int connectionsPerAddress, int pools, int elementsPerPool,
		int elements, int elementsPerAddress, int poolsPerAddress, int subscriptionsPerConnection,
		int registrationsPerSecond, int registrationBurst, int resolutionsPerSecond, int resolutionBurst,
		int errorsPerSecond) {

	/**
	 * The defaults for plain connections: ten times a principal's, as one address stands
	 * for many.
	 */
	public static final Limits DEFAULT = new Limits(true, 16_384, 1_024, 10_000, 10_000, 100_000, 10_000, 1_000, 1_000,
			1_000, 10_000, 200_000, 400_000, 10);

	/** No limits but those of the wire. */
	public static final Limits OFF = new Limits(false, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE,
			Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE,
			Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, 10);

}
