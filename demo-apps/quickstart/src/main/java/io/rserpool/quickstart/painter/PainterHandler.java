package io.rserpool.quickstart.painter;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.rserpool.ReceivedMessage;
import io.rserpool.ServedSession;
import io.rserpool.SessionHandler;
import io.rserpool.quickstart.fractal.Mandelbrot;
import io.rserpool.quickstart.fractal.PaintedBand;
import io.rserpool.quickstart.fractal.PictureOrder;
import io.rserpool.quickstart.fractal.Progress;
import io.rserpool.quickstart.fractal.TileGrid;

/**
 * Paints one picture for each session. After each band it leaves its progress with the
 * user as a cookie. If this process dies, the user brings cookie and order to another
 * painter, which goes on with the next band: the order is answered only when the picture
 * is complete.
 */
final class PainterHandler implements SessionHandler {

	private final int number;

	PainterHandler(int number) {
		this.number = number;
	}

	/** Another painter began this picture. */
	@Override
	public void resumed(ServedSession session, byte[] cookie) throws IOException {
		session.state(Progress.read(cookie));
	}

	@Override
	public void received(ServedSession session, ReceivedMessage message) throws IOException {
		PictureOrder order = PictureOrder.read(message.bytes());
		try {
			message.reply(paint(session, order, begin(session, order)).bytes());
		}
		catch (CompletionException ex) {
			throw new IOException("The session of picture " + order.picture() + " is over here", ex.getCause());
		}
	}

	private static Progress begin(ServedSession session, PictureOrder order) {
		return (session.state() instanceof Progress left && left.picture() == order.picture()) ? left
				: Progress.of(order.picture(), order.grid(), order.first());
	}

	private Progress paint(ServedSession session, PictureOrder order, Progress begin) {
		TileGrid grid = order.grid();
		List<Integer> tiles = grid.fromTheMiddle();
		Progress progress = begin;
		while (!progress.isComplete(grid)) {
			int tile = tiles.get(progress.tiles());
			byte[] levels = Mandelbrot.compute(order.task(tile, progress.bands()));
			CompletableFuture<Void> taken = session
				.send(new PaintedBand(this.number, order.picture(), tile, progress.bands(), levels).bytes());
			progress = progress.next(grid);
			// On the same connection and behind the band: it never tells of one that is
			// lost.
			session.cookie(progress.bytes());
			// The user sets the pace by its acknowledgements.
			taken.join();
		}
		return progress;
	}

}
