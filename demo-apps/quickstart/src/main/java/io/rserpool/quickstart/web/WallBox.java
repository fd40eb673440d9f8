package io.rserpool.quickstart.web;

import java.util.List;

/**
 * The wall with all pictures on the page.
 *
 * @param title how many processes paint them
 * @param width of the drawing
 * @param height of the drawing
 * @param tileSize of the drawing
 * @param lines the path of the lines between the tiles of one picture
 * @param pictures by place
 */
public record WallBox(String title, int width, int height, int tileSize, String lines, List<PictureBox> pictures) {

	public WallBox {
		pictures = List.copyOf(pictures);
	}

	/** Tiles that are done in all pictures. */
	public int done() {
		return this.pictures.stream().mapToInt(PictureBox::done).sum();
	}

	/** All tiles of all pictures. */
	public int total() {
		return this.pictures.stream().mapToInt(PictureBox::total).sum();
	}

	/** How far they are, 0 to 100. */
	public String percent() {
		return String.valueOf(Math.round(1000.0 * done() / total()) / 10.0);
	}

	/** What the drawing shows, for those who do not see it. */
	public String description() {
		return this.pictures.size() + " Mandelbrot pictures, " + done() + " of " + total()
				+ " tiles done, coloured by the painter that computed each tile";
	}

}
