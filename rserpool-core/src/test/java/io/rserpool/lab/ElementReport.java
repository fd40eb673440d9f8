package io.rserpool.lab;

/**
 * An element as its own process sees it.
 *
 * @param handle the pool
 * @param id the element
 * @param state of its registration
 * @param home its home server, or nothing
 */
record ElementReport(String handle, String id, String state, String home) {

	String element() {
		return this.handle + "/" + this.id;
	}

}
