package io.rserpool.dashboard;

/**
 * The version of this jar, from its manifest.
 */
final class DashboardVersion {

	private DashboardVersion() {
	}

	/** The version with a space before it, or nothing outside of a jar. */
	static String get() {
		String version = DashboardVersion.class.getPackage().getImplementationVersion();
		return (version != null) ? " " + version : "";
	}

}
