package io.rserpool.handlespace;

/**
 * Always the first of the list.
 */
final class FirstSelector extends LocalSelector {

	@Override
	int select(long turn) {
		return 0;
	}

	@Override
	boolean isFixed() {
		return true;
	}

}
