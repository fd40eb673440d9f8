package io.rserpool.wire;

import org.jspecify.annotations.Nullable;

/**
 * A received message is malformed. Has no stack trace, because bad input is no bug of the
 * receiver. Never leaves codec and transport.
 */
public final class WireException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final Damage damage;

	private final transient @Nullable ErrorCause cause;

	WireException(Damage damage, String detail, @Nullable ErrorCause cause) {
		super(detail, null, false, false);
		this.damage = damage;
		this.cause = cause;
	}

	/**
	 * What is wrong. From {@link MessageSplitter} always of kind
	 * {@link WireFault.Kind#FRAMING}.
	 */
	public WireFault fault() {
		WireFault.Kind kind = switch (this.damage) {
			case FRAMING -> WireFault.Kind.FRAMING;
			case USELESS, STOP -> WireFault.Kind.DISCARDED;
			default -> WireFault.Kind.INVALID;
		};
		return new WireFault(kind, detail());
	}

	Damage damage() {
		return this.damage;
	}

	/** What to tell the sender, or null. */
	@Nullable ErrorCause errorCause() {
		return this.cause;
	}

	String detail() {
		String detail = getMessage();
		return (detail != null) ? detail : "";
	}

}
