package io.rserpool.quickstart.web;

import java.util.List;

/**
 * Bands per second over the last minute.
 *
 * @param now bands in the last whole second
 * @param most the highest second
 * @param areas one for each painter, the lowest first
 * @param marks where the kills are, from the left
 * @param description what the drawing shows, for those who do not see it
 */
public record RateBox(int now, int most, List<Area> areas, List<String> marks, String description) {

	public RateBox {
		areas = List.copyOf(areas);
		marks = List.copyOf(marks);
	}

	/**
	 * The share of one painter.
	 *
	 * @param painter the painter's number
	 * @param colour the number of its colour
	 * @param counts bands in each second, the oldest first
	 * @param points corners of the area in the drawing
	 */
	public record Area(int painter, int colour, List<Integer> counts, String points) {

		public Area {
			counts = List.copyOf(counts);
		}

	}

}
