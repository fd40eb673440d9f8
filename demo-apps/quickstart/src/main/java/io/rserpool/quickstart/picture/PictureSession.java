package io.rserpool.quickstart.picture;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

import io.rserpool.FailoverContext;
import io.rserpool.FailoverDecision;
import io.rserpool.FailoverHandler;
import io.rserpool.PoolSession;
import io.rserpool.ReceivedMessage;
import io.rserpool.SessionListener;
import io.rserpool.quickstart.fractal.PaintedBand;
import io.rserpool.quickstart.fractal.Progress;
import io.rserpool.session.UserSessionState;

/**
 * The user's side of the session of one picture: takes bands and acknowledges them at its
 * pace. There is nothing to do when the painter is lost: the library goes to another one
 * with cookie and order.
 */
final class PictureSession implements SessionListener, FailoverHandler {

	private final Picture picture;

	private final Pace pace;

	private final PaintingListener listener;

	PictureSession(Picture picture, Pace pace, PaintingListener listener) {
		this.picture = picture;
		this.pace = pace;
		this.listener = listener;
	}

	@Override
	public void received(PoolSession session, ReceivedMessage message) throws IOException {
		PaintedBand band = PaintedBand.read(message.payload());
		Picture.Added added = this.picture.add(band);
		this.listener.painted(session.id().toString(), this.picture, band, added);
		this.pace.next(message::acknowledge);
	}

	/** The next painter has the cookie and is about to get the order again. */
	@Override
	public FailoverDecision onFailover(FailoverContext failover) throws IOException {
		this.listener.handedOver(failover.session().id().toString(), this.picture,
				progress(failover.cookie().orElse(null)));
		return FailoverDecision.proceed();
	}

	private static @Nullable Progress progress(byte @Nullable [] cookie) throws IOException {
		return (cookie != null) ? Progress.read(cookie) : null;
	}

	@Override
	public void stateChanged(PoolSession session, UserSessionState state) {
		if (state == UserSessionState.WAITING) {
			this.listener.nobody("No painter is in the pool, or none can be reached");
		}
	}

}
