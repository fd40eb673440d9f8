package io.rserpool.quickstart.picture;

import java.time.Duration;

import io.rserpool.wire.PoolElementId;

/**
 * Hears what happens while pictures are painted. Called by the workers: return soon.
 */
public interface PaintingListener {

	/** A painter answered a request. */
	void answered(int painter, Duration took);

	/**
	 * Another painter answered what the first could not.
	 * @param job the tile concerned
	 * @param from the element that failed first
	 * @param to who answered
	 * @param bandsKept bands that were there before and were not asked for again
	 * @param failures failed attempts
	 * @param pause from the first failure, as this side saw it, to the answer
	 */
	void moved(Gallery.Job job, PoolElementId from, int to, int bandsKept, int failures, Duration pause);

	/** A tile has all its bands. */
	void tileDone(Gallery.Job job, int painter, Duration took);

	/** A picture has all its tiles. */
	void pictureDone(Picture picture);

	/** There is nobody to ask now. */
	void nobody(String why);

}
