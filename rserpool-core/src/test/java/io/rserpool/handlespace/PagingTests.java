package io.rserpool.handlespace;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reading pools and elements page by page.
 */
class PagingTests {

	private final Handlespace handlespace = new Handlespace(Fixture.SELF, Fixture.random(42), SelectionOptions.DEFAULT);

	@Test
	void poolsComeInTheOrderOfTheirOctets() {
		PoolHandle high = PoolHandle.of(new byte[] { (byte) 0x80 });
		PoolHandle zero = PoolHandle.of(new byte[] { 'a', 0 });
		for (PoolHandle handle : List.of(high, PoolHandle.of("b"), zero, PoolHandle.of("a"), PoolHandle.of("ab"))) {
			register(handle, 1);
		}

		assertThat(handles(null, 3)).containsExactly(PoolHandle.of("a"), zero, PoolHandle.of("ab"));
		assertThat(handles(PoolHandle.of("ab"), 3)).containsExactly(PoolHandle.of("b"), high);
		assertThat(handles(PoolHandle.of("aa"), 1)).containsExactly(PoolHandle.of("ab"));
		assertThat(handles(high, 3)).isEmpty();
	}

	@Test
	void anEmptyPoolIsGone() {
		register(Fixture.HANDLE, 1);
		PoolElementEntry entry = this.handlespace.remove(Fixture.HANDLE, new PoolElementId(1));

		assertThat(entry).isNotNull().returns(false, PoolElementEntry::isRegistered);
		assertThat(this.handlespace.pool(Fixture.HANDLE)).isNull();
		assertThat(this.handlespace.poolCount()).isZero();
		assertThat(this.handlespace.poolsAfter(null, 10)).isEmpty();
		assertThat(this.handlespace.remove(Fixture.HANDLE, new PoolElementId(1))).isNull();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 64, 65, 1000 })
	void elementsComeInUnsignedOrderOfTheirIdentifiers(int size) {
		TreeSet<Long> expected = new TreeSet<>();
		RandomGenerator random = Fixture.random(size);
		while (expected.size() < size) {
			int id = random.nextInt();
			register(Fixture.HANDLE, id);
			expected.add(Integer.toUnsignedLong(id));
		}

		List<Long> read = new ArrayList<>();
		PoolElementId cursor = null;
		List<PoolElementEntry> page;
		while (!(page = pool().elementsAfter(cursor, 10)).isEmpty()) {
			assertThat(page).hasSizeLessThanOrEqualTo(10);
			page.forEach((entry) -> read.add(Integer.toUnsignedLong(entry.id().value())));
			cursor = page.get(page.size() - 1).id();
		}

		assertThat(read).containsExactlyElementsOf(expected);
	}

	@ParameterizedTest
	@ValueSource(ints = { 40, 300, 5000 })
	void pagesAreExactWhateverChangesInBetween(int ids) {
		RandomGenerator random = Fixture.random(ids);
		TreeSet<Integer> model = new TreeSet<>(Integer::compareUnsigned);
		register(Fixture.HANDLE, 1 << 30);
		model.add(1 << 30);
		for (int i = 0; i < 30_000; i++) {
			int id = random.nextInt(ids) * 0x01000193 | 1;
			if (random.nextInt(5) < 3) {
				register(Fixture.HANDLE, id);
				model.add(id);
			}
			else {
				this.handlespace.remove(Fixture.HANDLE, new PoolElementId(id));
				model.remove(id);
			}
			if (i % 97 == 0) {
				int after = random.nextInt();
				List<Integer> expected = model.tailSet(after, false).stream().limit(20).toList();
				assertThat(pool().elementsAfter(new PoolElementId(after), 20)).extracting((entry) -> entry.id().value())
					.isEqualTo(expected);
			}
		}
		assertThat(pool().size()).isEqualTo(model.size());
	}

	private Pool pool() {
		return this.handlespace.pool(Fixture.HANDLE);
	}

	private List<PoolHandle> handles(PoolHandle after, int limit) {
		return this.handlespace.poolsAfter(after, limit).stream().map(Pool::handle).toList();
	}

	private void register(PoolHandle handle, int id) {
		this.handlespace.register(handle, Fixture.element(id, MemberSelectionPolicy.ROUND_ROBIN), 0);
	}

}
