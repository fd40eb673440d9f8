package io.rserpool.asap;

/**
 * Names one registered pool element within its endpoint, for as long as the endpoint
 * lives; unlike the element's id it never changes.
 *
 * @param value a number greater than 0, rising
 */
public record ElementKey(long value) implements Comparable<ElementKey> {

	@Override
	public int compareTo(ElementKey other) {
		return Long.compare(this.value, other.value);
	}

	@Override
	public String toString() {
		return "element " + this.value;
	}

}
