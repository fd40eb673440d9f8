package io.rserpool.wire;

/**
 * A stream of messages cannot be followed any further. Has no stack trace, because bad
 * input is no bug of the receiver. Never leaves codec and transport.
 */
public final class WireException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final transient WireFault fault;

	WireException(WireFault fault) {
		super(fault.detail(), null, false, false);
		this.fault = fault;
	}

	/**
	 * What is wrong, of kind {@link WireFault.Kind#FRAMING}.
	 */
	public WireFault fault() {
		return this.fault;
	}

}
