package io.rserpool.boot.autoconfigure;

/**
 * Something needs an ENRP server, and none is configured.
 */
public class NoEnrpServerConfiguredException extends RuntimeException {

	private final String what;

	/**
	 * Says what needs a server.
	 * @param what the property that asks for it, such as {@code rserpool.elements.echo}
	 */
	public NoEnrpServerConfiguredException(String what) {
		super("'" + what + "' needs an ENRP server, and none is configured");
		this.what = what;
	}

	/** The property that needs a server. */
	public String what() {
		return this.what;
	}

}
