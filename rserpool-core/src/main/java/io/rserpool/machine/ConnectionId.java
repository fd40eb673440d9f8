package io.rserpool.machine;

/**
 * Names one connection for its lifetime. The shell gives the numbers; they are never used
 * twice in one process.
 *
 * @param value a number greater than 0
 */
public record ConnectionId(long value) {

	@Override
	public String toString() {
		return "#" + this.value;
	}

}
