package io.rserpool.quickstart.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.LongFunction;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The wall: at each place one picture after the other. Safe for use by many threads.
 */
public final class Gallery {

	private final LongFunction<Picture> pictures;

	private final Picture[] current;

	private final @Nullable Picture[] previous;

	private final List<Runnable> held = new ArrayList<>();

	private long last;

	private boolean paused;

	/**
	 * A gallery with the first pictures.
	 * @param places pictures at the same time, 1 or more
	 * @param pictures makes the picture of a number
	 * @param paused whether it begins paused
	 */
	public Gallery(int places, LongFunction<Picture> pictures, boolean paused) {
		this.pictures = pictures;
		this.paused = paused;
		this.previous = new Picture[places];
		this.current = new Picture[places];
		Arrays.setAll(this.current, (place) -> this.pictures.apply(++this.last));
	}

	/** The pictures of now, by place. */
	public synchronized List<Picture> current() {
		return List.of(this.current);
	}

	/**
	 * The picture of now at a place.
	 * @param place 0 for the first
	 */
	public synchronized Picture current(int place) {
		return this.current[place];
	}

	/** Puts the next picture at a place. */
	public synchronized Picture next(int place) {
		this.previous[place] = this.current[place];
		this.current[place] = this.pictures.apply(++this.last);
		return this.current[place];
	}

	/** A picture of now or the one before at its place, if it has the given number. */
	public synchronized @Nullable Picture find(long number) {
		return Stream.concat(Arrays.stream(this.current), Arrays.stream(this.previous))
			.filter(Objects::nonNull)
			.filter((picture) -> picture.number() == number)
			.findFirst()
			.orElse(null);
	}

	/** Waits while the gallery is paused. */
	public synchronized void awaitWork() throws InterruptedException {
		while (this.paused) {
			wait();
		}
	}

	/** Does something now, or when the gallery goes on if it is paused. */
	public void whenWorking(Runnable task) {
		synchronized (this) {
			if (this.paused) {
				this.held.add(task);
				return;
			}
		}
		task.run();
	}

	public synchronized boolean isPaused() {
		return this.paused;
	}

	/** Pauses the work, or goes on. */
	public void pause(boolean paused) {
		List<Runnable> free = List.of();
		synchronized (this) {
			this.paused = paused;
			if (!paused) {
				notifyAll();
				free = List.copyOf(this.held);
				this.held.clear();
			}
		}
		free.forEach(Runnable::run);
	}

}
