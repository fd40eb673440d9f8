package io.rserpool.boot.autoconfigure;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * A load or degradation: a share of 100 % (RFC 5356 section 4). Written {@code 25%}, or
 * as the 32-bit word itself, {@code 0x40000000}.
 *
 * @param word the share of 0xffffffff, unsigned
 */
public record LoadShare(int word) {

	/** No load. */
	public static final LoadShare ZERO = new LoadShare(0);

	private static final BigDecimal FULL = BigDecimal.valueOf(0xffffffffL);

	private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

	/**
	 * Reads a share.
	 * @param text such as {@code 12.5%} or {@code 0x20000000}
	 * @throws IllegalArgumentException if it is neither, or out of range
	 */
	public static LoadShare valueOf(String text) {
		String trimmed = text.trim().toLowerCase(Locale.ROOT);
		try {
			if (trimmed.startsWith("0x")) {
				BigInteger word = new BigInteger(trimmed.substring(2), 16);
				if (word.signum() >= 0 && word.bitLength() <= Integer.SIZE) {
					return new LoadShare(word.intValue());
				}
			}
			else if (trimmed.endsWith("%")) {
				BigDecimal percent = new BigDecimal(trimmed.substring(0, trimmed.length() - 1).trim());
				if (percent.signum() >= 0 && percent.compareTo(HUNDRED) <= 0) {
					return new LoadShare(
							percent.multiply(FULL).divide(HUNDRED, 0, RoundingMode.HALF_UP).toBigInteger().intValue());
				}
			}
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException(message(text), ex);
		}
		throw new IllegalArgumentException(message(text));
	}

	private static String message(String text) {
		return "'" + text + "' is no load: allowed are 0% to 100%, or 0x00000000 to 0xffffffff";
	}

	/** In percent, with up to two decimals. */
	@Override
	public String toString() {
		return BigDecimal.valueOf(Integer.toUnsignedLong(this.word))
			.multiply(HUNDRED)
			.divide(FULL, 2, RoundingMode.HALF_UP)
			.stripTrailingZeros()
			.toPlainString() + "%";
	}

}
