package io.rserpool.quickstart;

import java.time.Duration;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties of the demo.
 */
@ConfigurationProperties("quickstart")
public class QuickstartProperties {

	/**
	 * Handle of the pool.
	 */
	private String pool = "fractal";

	/**
	 * Number of painters that are started with the application.
	 */
	private int painters = 3;

	/**
	 * Number of painters that may run at the same time.
	 */
	private int maxPainters = 6;

	/**
	 * Options of the Java processes of painters and servers.
	 */
	private List<String> jvmOptions = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx64m");

	/**
	 * Whether pictures are painted from the beginning.
	 */
	private boolean auto = true;

	/**
	 * Number of pictures painted at the same time, each in a session of its own.
	 */
	private int pictures = 4;

	/**
	 * Bands a second of all pictures together, at most; 0 is as many as the machine can
	 * do.
	 */
	private double bandsPerSecond = 240;

	/**
	 * Longest wait for a sign of life of a painter that is silent, 100 ms to 60 s, after
	 * which its pictures go to another one.
	 */
	private Duration painterTimeout = Duration.ofSeconds(2);

	/**
	 * Time that a complete picture stays before the next one begins.
	 */
	private Duration interlude = Duration.ofSeconds(1);

	/**
	 * Time that painters, and then servers, have to leave at the end.
	 */
	private Duration closeTimeout = Duration.ofSeconds(3);

	/**
	 * Number of ENRP servers that are started beside the one of this process.
	 */
	private int servers = 2;

	/**
	 * Longest wait for the ENRP servers beside this one, after which all painters start.
	 */
	private Duration patience = Duration.ofMinutes(1);

	/**
	 * Port at which the ENRP server of this process lets others in. Those beside it take
	 * the ports above, for elements and users those above rserpool.server.port; 0 is any
	 * free one.
	 */
	private int enrpPort = 9901;

	public String getPool() {
		return this.pool;
	}

	public void setPool(String pool) {
		this.pool = pool;
	}

	public int getPainters() {
		return this.painters;
	}

	public void setPainters(int painters) {
		this.painters = painters;
	}

	public int getMaxPainters() {
		return this.maxPainters;
	}

	public void setMaxPainters(int maxPainters) {
		this.maxPainters = maxPainters;
	}

	public List<String> getJvmOptions() {
		return this.jvmOptions;
	}

	public void setJvmOptions(List<String> jvmOptions) {
		this.jvmOptions = jvmOptions;
	}

	public boolean isAuto() {
		return this.auto;
	}

	public void setAuto(boolean auto) {
		this.auto = auto;
	}

	public int getPictures() {
		return this.pictures;
	}

	public void setPictures(int pictures) {
		this.pictures = pictures;
	}

	public double getBandsPerSecond() {
		return this.bandsPerSecond;
	}

	public void setBandsPerSecond(double bandsPerSecond) {
		this.bandsPerSecond = bandsPerSecond;
	}

	public Duration getPainterTimeout() {
		return this.painterTimeout;
	}

	public void setPainterTimeout(Duration painterTimeout) {
		this.painterTimeout = painterTimeout;
	}

	public Duration getInterlude() {
		return this.interlude;
	}

	public void setInterlude(Duration interlude) {
		this.interlude = interlude;
	}

	public Duration getCloseTimeout() {
		return this.closeTimeout;
	}

	public void setCloseTimeout(Duration closeTimeout) {
		this.closeTimeout = closeTimeout;
	}

	public int getServers() {
		return this.servers;
	}

	public void setServers(int servers) {
		this.servers = servers;
	}

	public Duration getPatience() {
		return this.patience;
	}

	public void setPatience(Duration patience) {
		this.patience = patience;
	}

	public int getEnrpPort() {
		return this.enrpPort;
	}

	public void setEnrpPort(int enrpPort) {
		this.enrpPort = enrpPort;
	}

}
