package io.rserpool.quickstart.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

import javax.imageio.ImageIO;

import io.rserpool.quickstart.fractal.Palette;
import io.rserpool.quickstart.fractal.TileGrid;

/**
 * Pictures and tiles as PNG, each band in the colour of its painter; what is not there is
 * transparent. Needs no display.
 */
public final class PictureImages {

	private PictureImages() {
	}

	/** The whole picture. */
	public static byte[] picture(Picture picture) {
		TileGrid grid = picture.grid();
		BufferedImage image = new BufferedImage(grid.width(), grid.height(), BufferedImage.TYPE_INT_ARGB);
		for (int tile = 0; tile < grid.tiles(); tile++) {
			draw(picture, tile, image, grid.left(tile), grid.top(tile));
		}
		return png(image);
	}

	/** One tile. */
	public static byte[] tile(Picture picture, int tile) {
		int size = picture.grid().tileSize();
		BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
		draw(picture, tile, image, 0, 0);
		return png(image);
	}

	private static void draw(Picture picture, int tile, BufferedImage image, int left, int top) {
		TileGrid grid = picture.grid();
		for (int band = 0; band < grid.bandsPerTile(); band++) {
			byte[] levels = picture.levels(tile, band);
			if (levels == null) {
				continue;
			}
			int painter = picture.painter(tile, band);
			for (int i = 0; i < levels.length; i++) {
				image.setRGB(left + i % grid.tileSize(), top + band * grid.bandRows() + i / grid.tileSize(),
						Palette.colour(painter, levels[i]));
			}
		}
	}

	private static byte[] png(BufferedImage image) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try {
			ImageIO.write(image, "png", out);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Writing to memory failed", ex);
		}
		return out.toByteArray();
	}

}
