package io.rserpool.boot.autoconfigure;

/**
 * The sessions of one pool element.
 */
public class ElementSessionProperties extends SessionProperties {

	/**
	 * Whether messages that come again are recognised and not given to the handler again.
	 */
	private boolean deduplicate = true;

	/**
	 * Order in which users turn to the other elements when this one is lost: none,
	 * by-policy, together, or the name of a CardDealer bean.
	 */
	private String cards = "by-policy";

	public boolean isDeduplicate() {
		return this.deduplicate;
	}

	public void setDeduplicate(boolean deduplicate) {
		this.deduplicate = deduplicate;
	}

	public String getCards() {
		return this.cards;
	}

	public void setCards(String cards) {
		this.cards = cards;
	}

}
