package io.rserpool.wire;

import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Walks the parameters (TLVs) of one message, container by container, and applies the
 * action bits of unknown ones (RFC 5354 section 3). Reads in place: nothing is sliced or
 * copied, and no read goes past the container in hand. Damage is remembered, not thrown,
 * because unwinding costs more than reading. Used for one message, then thrown away.
 *
 * <pre>
 *  octet 0..1   type; its top two bits say what to do if it is unknown:
 *               00 discard the message   01 discard and report
 *               10 skip the parameter    11 skip and report
 *        2..3   length, header included, own padding not counted
 *        4..    value, then 0 to 3 octets of padding
 * </pre>
 */
final class ParameterReader {

	/** Octets of type and length. */
	static final int HEADER = 4;

	/**
	 * Most octets that a reply quotes: leaves room for a header, the largest pool handle
	 * and the headers of the causes.
	 */
	static final int MAX_QUOTED = 64000;

	private final ByteBuf buffer;

	private final WireLimits limits;

	private final boolean keepsUnknownPolicies;

	private final boolean errorMessage;

	/** Where the next parameter of the container begins. */
	private int position;

	/** Where the container ends. */
	private int end;

	private int depth;

	private int at;

	private int type;

	private int length;

	private int quoted;

	private boolean ignoredParts;

	private @Nullable List<ErrorCause> reports;

	private @Nullable Refusal refusal;

	/**
	 * Creates a reader of the fields and parameters between two indexes.
	 * @param keepsUnknownPolicies whether policies of unknown type are kept unread
	 * @param errorMessage whether this is an error message, which is never answered: an
	 * unknown parameter that says discard only ends its reading there
	 */
	ParameterReader(ByteBuf buffer, int from, int to, WireLimits limits, boolean keepsUnknownPolicies,
			boolean errorMessage) {
		this.buffer = buffer;
		this.position = from;
		this.end = to;
		this.limits = limits;
		this.keepsUnknownPolicies = keepsUnknownPolicies;
		this.errorMessage = errorMessage;
	}

	/**
	 * Goes to the next known parameter of the container.
	 * @return false if there is none, or if the message has been refused
	 */
	boolean next() {
		while (this.refusal == null) {
			int start = this.position;
			int rest = this.end - start;
			if (rest <= 0) {
				return false;
			}
			if (rest < HEADER) {
				invalid(start, rest, "stray octets behind the last parameter");
				return false;
			}
			int header = this.buffer.getInt(start);
			int octets = header & 0xffff;
			if (octets < HEADER) {
				invalid(start, HEADER, "parameter length below 4");
				return false;
			}
			if (octets > rest) {
				invalid(start, rest, "parameter reaches past its container");
				return false;
			}
			this.at = start;
			this.type = header >>> 16;
			this.length = octets;
			// Beyond the end if the container does not count its last padding: accepted.
			this.position = start + MessageHeader.padded(octets);
			if (isKnown(this.type)) {
				return true;
			}
			unknown();
		}
		return false;
	}

	private boolean isKnown(int code) {
		if (code <= 0x10) {
			return code != 0;
		}
		return code == 0x803f || code == 0x8e01 || (code == 0x8040 && this.limits.legsEnabled());
	}

	private void unknown() {
		this.ignoredParts = true;
		if (this.errorMessage) {
			if (this.type >>> 15 == 0) {
				this.position = this.end;
			}
			return;
		}
		switch (this.type >>> 14) {
			case 0 -> refuse(Damage.STOP, "unknown parameter that says discard", null);
			case 1 -> refuse(Damage.STOP_AND_REPORT, "unknown parameter that says discard and report",
					ErrorCause.of(CauseCode.UNRECOGNIZED_PARAMETER, quote()));
			case 3 -> report();
			default -> {
			}
		}
	}

	private void report() {
		List<ErrorCause> causes = this.reports;
		if (causes == null) {
			causes = new ArrayList<>(2);
			this.reports = causes;
		}
		if (causes.size() < this.limits.maxCauses()) {
			causes.add(ErrorCause.of(CauseCode.UNRECOGNIZED_PARAMETER, quote()));
		}
	}

	/**
	 * Enters the current parameter: {@link #next()} then walks those inside it.
	 * @param fixedOctets octets between its header and the first inner parameter
	 * @return what {@link #leave(long)} needs
	 */
	long enter(int fixedOctets) {
		if (!hasAtLeast(HEADER + fixedOctets)) {
			return 0;
		}
		if (++this.depth > this.limits.maxDepth()) {
			invalid("parameters nested too deeply");
		}
		long outer = ((long) this.position << 32) | this.end;
		this.position = this.at + HEADER + fixedOctets;
		this.end = this.at + this.length;
		return outer;
	}

	/**
	 * Goes back to the container that the current one lies in.
	 */
	void leave(long outer) {
		this.depth--;
		this.position = (int) (outer >>> 32);
		this.end = (int) outer;
	}

	/**
	 * Reads a fixed 32-bit field in front of a message's parameters; refuses the message
	 * and returns 0 if it is not there.
	 */
	int fixedInt() {
		if (this.end - this.position < Integer.BYTES) {
			refuse(Damage.TRUNCATED, "message ends inside its fixed fields",
					ErrorCause.of(CauseCode.UNSPECIFIED_ERROR));
			return 0;
		}
		int value = this.buffer.getInt(this.position);
		this.position += Integer.BYTES;
		return value;
	}

	/** The current parameter's type, action bits included. */
	int type() {
		return this.type;
	}

	/** Where the current parameter begins. */
	int at() {
		return this.at;
	}

	/** The current parameter's length without padding. */
	int length() {
		return this.length;
	}

	int valueLength() {
		return this.length - HEADER;
	}

	/** Refuses the message unless the current parameter has exactly the given length. */
	boolean hasLength(int octets) {
		if (this.length == octets) {
			return true;
		}
		invalid("parameter has the wrong length for its type");
		return false;
	}

	/** Refuses the message unless the current parameter has its fixed fields. */
	boolean hasAtLeast(int octets) {
		if (this.length >= octets) {
			return true;
		}
		invalid("parameter ends inside its fixed fields");
		return false;
	}

	/** Reads at an offset from the start of the current parameter, within its length. */
	int getInt(int offset) {
		return this.buffer.getInt(this.at + offset);
	}

	long getLong(int offset) {
		return this.buffer.getLong(this.at + offset);
	}

	int getUnsignedShort(int offset) {
		return this.buffer.getUnsignedShort(this.at + offset);
	}

	/** Copies the current parameter from an offset to its end. */
	byte[] bytesFrom(int offset) {
		return bytes(offset, this.length - offset);
	}

	/** Copies octets of the current parameter. */
	byte[] bytes(int offset, int octets) {
		byte[] bytes = new byte[octets];
		this.buffer.getBytes(this.at + offset, bytes);
		return bytes;
	}

	WireLimits limits() {
		return this.limits;
	}

	/** Whether policies of unknown type are kept as they are. */
	boolean keepsUnknownPolicies() {
		return this.keepsUnknownPolicies;
	}

	/**
	 * Leaves the current parameter out: known, but of no use here.
	 */
	void ignore() {
		this.ignoredParts = true;
	}

	/**
	 * Leaves all remaining parameters out; action bits of unknown ones still count.
	 */
	void ignoreAll() {
		while (next()) {
			ignore();
		}
	}

	boolean hasIgnoredParts() {
		return this.ignoredParts;
	}

	/** Causes 0x1 for the parameters that asked to be reported, or null. */
	@Nullable List<ErrorCause> reports() {
		return this.reports;
	}

	/**
	 * Refuses the message. Only the first damage counts: whatever the codecs make of the
	 * rest is thrown away.
	 * @return null, for the caller to return
	 */
	<T> @Nullable T refuse(Damage damage, String detail, @Nullable ErrorCause cause) {
		if (this.refusal == null) {
			this.refusal = new Refusal(damage, detail, cause);
		}
		return null;
	}

	/** Why the message is refused, or null. */
	@Nullable Refusal refusal() {
		return this.refusal;
	}

	boolean isRefused() {
		return this.refusal != null;
	}

	/** Refuses the message because of the current parameter. */
	<T> @Nullable T invalid(String detail) {
		return invalid(this.at, this.length, detail);
	}

	/** Refuses the message because of the given octets [P-12]. */
	<T> @Nullable T invalid(int from, int octets, String detail) {
		return invalid(Damage.INVALID_PARAMETER, from, octets, detail);
	}

	/** Refuses the message because the current parameter may occur only once. */
	<T> @Nullable T repeated() {
		return invalid(Damage.REPEATED_PARAMETER, this.at, this.length, "parameter occurs twice");
	}

	private <T> @Nullable T invalid(Damage damage, int from, int octets, String detail) {
		if (isRefused()) {
			return null;
		}
		return refuse(damage, detail, ErrorCause.of(CauseCode.INVALID_VALUES, quote(from, octets)));
	}

	/**
	 * Refuses the message because a mandatory parameter is missing: there is nothing to
	 * quote [P-11].
	 */
	<T> @Nullable T missing(String detail) {
		return isRefused() ? null
				: refuse(Damage.MISSING_PARAMETER, detail, ErrorCause.of(CauseCode.UNSPECIFIED_ERROR));
	}

	/** Refuses the message because it says nothing that its receiver could use. */
	<T> @Nullable T useless(String detail) {
		return refuse(Damage.USELESS, detail, null);
	}

	private Octets quote() {
		return quote(this.at, this.length);
	}

	private Octets quote(int from, int octets) {
		byte[] bytes = new byte[Math.min(octets, MAX_QUOTED - this.quoted)];
		this.buffer.getBytes(from, bytes);
		this.quoted += bytes.length;
		return Octets.adopt(bytes);
	}

}
