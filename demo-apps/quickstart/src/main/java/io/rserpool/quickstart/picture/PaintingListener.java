package io.rserpool.quickstart.picture;

import org.jspecify.annotations.Nullable;

import io.rserpool.quickstart.fractal.PaintedBand;
import io.rserpool.quickstart.fractal.Progress;

/**
 * Hears what happens while pictures are painted. Called by the sessions: return soon.
 */
public interface PaintingListener {

	/** A painter sent a band of the picture that this session is about. */
	void painted(String session, Picture picture, PaintedBand band, Picture.Added added);

	/**
	 * A session has another painter, which has not been asked for anything yet.
	 * @param cookie what the painter before left, or null if there was nothing
	 */
	void handedOver(String session, Picture picture, @Nullable Progress cookie);

	/** A picture has all its tiles. */
	void pictureDone(Picture picture);

	/** A session finds no painter now. */
	void nobody(String why);

}
