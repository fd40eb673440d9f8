package io.rserpool.quickstart.fractal;

import java.util.List;

/**
 * The scenes in the order of the pictures, again and again.
 */
public final class Tour {

	private static final List<Scene> SCENES = List.of(new Scene("Whole set", -0.62, 0, 3.5, 1, 300),
			new Scene("Seahorse valley", -0.7453, 0.1127, 0.0065, 60, 1500),
			new Scene("Elephant valley", 0.2825, 0.0102, 0.024, 20, 900),
			new Scene("Triple spiral", -0.0879, 0.6552, 0.012, 20, 800),
			new Scene("Northern antenna", -0.1568, 1.0325, 0.03, 9, 500),
			new Scene("Satellite", -1.7585, 0, 0.055, 9, 600), new Scene("Starfish", -0.3744, 0.6598, 0.0025, 60, 900),
			new Scene("Double hook", -0.7269, 0.1889, 0.012, 40, 1200));

	private Tour() {
	}

	/**
	 * The scene of a picture.
	 * @param picture the picture's number, 1 or more
	 */
	public static Scene scene(long picture) {
		return SCENES.get((int) ((picture - 1) % SCENES.size()));
	}

	public static List<Scene> scenes() {
		return SCENES;
	}

}
