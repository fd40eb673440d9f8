package io.rserpool.quickstart.painter;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties of one painter, given by the process that starts it.
 */
@ConfigurationProperties("quickstart.painter")
public class PainterProperties {

	/**
	 * Number of the painter, which is also that of its colour.
	 */
	private int number = 1;

	public int getNumber() {
		return this.number;
	}

	public void setNumber(int number) {
		this.number = number;
	}

}
