package io.rserpool.quickstart.picture;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import io.rserpool.quickstart.fractal.PaintedBand;
import io.rserpool.quickstart.fractal.Progress;

/**
 * Writes down what it hears.
 */
public class RecordingListener implements PaintingListener {

	public final Set<Integer> painters = ConcurrentHashMap.newKeySet();

	public final AtomicInteger twice = new AtomicInteger();

	public final List<Progress> cookies = new CopyOnWriteArrayList<>();

	public final List<Picture> pictures = new CopyOnWriteArrayList<>();

	public final AtomicInteger nobody = new AtomicInteger();

	@Override
	public void painted(String session, Picture picture, PaintedBand band, Picture.Added added) {
		this.painters.add(band.painter());
		if (added == Picture.Added.TWICE) {
			this.twice.incrementAndGet();
		}
	}

	@Override
	public void handedOver(String session, Picture picture, @Nullable Progress cookie) {
		if (cookie != null) {
			this.cookies.add(cookie);
		}
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
