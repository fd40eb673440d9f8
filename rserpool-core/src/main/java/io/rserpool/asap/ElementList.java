package io.rserpool.asap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

import io.rserpool.handlespace.LocalPool;
import io.rserpool.wire.PoolElementId;
import org.jspecify.annotations.Nullable;

/**
 * Elements of one answer that are alike in health, and the pool's policy over them. The
 * list never changes; a selection neither waits nor allocates.
 */
final class ElementList {

	private final LocalPool pool;

	/** What is handed out for each element of the pool, in its order. */
	private final CachedElement[] ready;

	ElementList(LocalPool pool, CachedElement[] ready) {
		this.pool = pool;
		this.ready = ready;
	}

	@Nullable CachedElement select() {
		int index = this.pool.selectIndex();
		return (index >= 0) ? this.ready[index] : null;
	}

	@Nullable CachedElement find(PoolElementId id) {
		for (CachedElement element : this.ready) {
			if (element.id().equals(id)) {
				return element;
			}
		}
		return null;
	}

	int size() {
		return this.ready.length;
	}

	LocalPool pool() {
		return this.pool;
	}

	/** Not to be changed. */
	CachedElement[] ready() {
		return this.ready;
	}

	/** In the order of the answer. */
	List<CachedElement> elements() {
		return Arrays.asList(this.ready);
	}

	/** Returns this list without the element; this list itself if it does not have it. */
	ElementList without(PoolElementId id) {
		LocalPool rest = this.pool.without(id);
		if (rest == this.pool) {
			return this;
		}
		return new ElementList(rest,
				Arrays.stream(this.ready).filter((element) -> !element.id().equals(id)).toArray(CachedElement[]::new));
	}

	/** Returns this list with one more element, at its place in the answer. */
	ElementList with(CachedElement element) {
		List<CachedElement> more = new ArrayList<>(elements());
		more.add(element);
		more.sort(Comparator.comparingInt(CachedElement::place));
		return of(more);
	}

	/** Returns the elements that fit; this list itself if all do. */
	ElementList that(Predicate<CachedElement> fits) {
		List<CachedElement> fitting = elements().stream().filter(fits).toList();
		return (fitting.size() == size()) ? this : of(fitting);
	}

	/** Returns other elements under the same policy. */
	ElementList of(List<CachedElement> elements) {
		return new ElementList(this.pool.withElements(elements.stream().map(CachedElement::parameter).toList()),
				elements.toArray(CachedElement[]::new));
	}

}
