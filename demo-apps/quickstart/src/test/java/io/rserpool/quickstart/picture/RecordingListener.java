package io.rserpool.quickstart.picture;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.rserpool.wire.PoolElementId;

/**
 * Writes down what it hears.
 */
class RecordingListener implements PaintingListener {

	final AtomicInteger answered = new AtomicInteger();

	final List<String> moves = new CopyOnWriteArrayList<>();

	final List<Integer> tiles = new CopyOnWriteArrayList<>();

	final List<Picture> pictures = new CopyOnWriteArrayList<>();

	final AtomicInteger nobody = new AtomicInteger();

	@Override
	public void answered(int painter, Duration took) {
		this.answered.incrementAndGet();
	}

	@Override
	public void moved(Gallery.Job job, PoolElementId from, int to, int bandsKept, int failures, Duration pause) {
		this.moves.add(from + " to " + to);
	}

	@Override
	public void tileDone(Gallery.Job job, int painter, Duration took) {
		this.tiles.add(job.tile());
	}

	@Override
	public void pictureDone(Picture picture) {
		this.pictures.add(picture);
	}

	@Override
	public void nobody(String why) {
		this.nobody.incrementAndGet();
	}

}
