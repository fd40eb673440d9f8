package io.rserpool.quickstart.process;

/**
 * The ports of an ENRP server on the loopback address.
 *
 * @param asapPort where it serves elements and users
 * @param enrpPort where it lets other servers in
 */
public record ServerAddress(int asapPort, int enrpPort) {

	public String asap() {
		return "127.0.0.1:" + this.asapPort;
	}

	public String enrp() {
		return "127.0.0.1:" + this.enrpPort;
	}

}
