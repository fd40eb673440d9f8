package io.rserpool.handlespace;

/**
 * Each of the list in turn.
 */
final class TurnSelector extends LocalSelector {

	private final int size;

	TurnSelector(int size) {
		this.size = size;
	}

	@Override
	int select(long turn) {
		return (int) ((turn & Long.MAX_VALUE) % this.size);
	}

	@Override
	boolean isWalk() {
		return true;
	}

	@Override
	long turnsWithout(long turn, int removed) {
		int next = select(turn);
		return (next > removed) ? next - 1 : next;
	}

}
