package io.rserpool.dashboard;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties of the dashboard.
 */
@ConfigurationProperties("rserpool.dashboard")
public class DashboardProperties {

	/**
	 * Whether the dashboard is served.
	 */
	private boolean enabled = true;

	/**
	 * Path of the dashboard below the context path.
	 */
	private String path = "/rserpool";

	/**
	 * Name of the scope, shown in the titles of the pages.
	 */
	private String name = "";

	/**
	 * Live streams open at the same time, at most; more get an answer with status 503 and
	 * poll.
	 */
	private int maxViewers = 200;

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public String getPath() {
		return this.path;
	}

	public void setPath(String path) {
		this.path = path;
	}

	public String getName() {
		return this.name;
	}

	public void setName(String name) {
		this.name = name;
	}

	public int getMaxViewers() {
		return this.maxViewers;
	}

	public void setMaxViewers(int maxViewers) {
		this.maxViewers = maxViewers;
	}

}
