package io.rserpool.session.sim;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

import org.jspecify.annotations.Nullable;

import io.rserpool.session.Pools;
import io.rserpool.session.Target;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;

/**
 * Stands for cache and ENRP server: knows the elements, forgets those that failed until
 * it is asked again, and errs at times.
 */
final class SimPools implements Pools {

	private final SessionWorld world;

	private final SplittableRandom random;

	private final Set<Target> out = new LinkedHashSet<>();

	SimPools(SessionWorld world, SplittableRandom random) {
		this.world = world;
		this.random = random;
	}

	/** The first element of a card that is not known to have failed. */
	@Nullable PoolElementId firstHealthy(List<PoolElementId> card) {
		for (PoolElementId id : card) {
			for (SimElement element : this.world.elements()) {
				if (element.id().equals(id) && element.targets().stream().noneMatch(this.out::contains)) {
					return id;
				}
			}
		}
		return null;
	}

	@Override
	public @Nullable Target choose(PoolHandle handle, List<PoolElementId> preferred, @Nullable PoolElementId avoid,
			long now) {
		List<Target> healthy = new ArrayList<>();
		List<Target> ill = new ArrayList<>();
		for (SimElement element : this.world.elements()) {
			boolean whole = element.targets().stream().noneMatch(this.out::contains);
			element.targets()
				.stream()
				.filter((target) -> !this.out.contains(target))
				.findFirst()
				.ifPresent((whole ? healthy : ill)::add);
		}
		for (PoolElementId id : preferred) {
			for (Target target : healthy) {
				if (id.equals(target.element())) {
					return target;
				}
			}
		}
		List<Target> left = healthy.isEmpty() ? ill : healthy;
		List<Target> others = left.stream()
			.filter((target) -> avoid == null || !avoid.equals(target.element()))
			.toList();
		List<Target> from = others.isEmpty() ? left : others;
		return from.isEmpty() ? null : from.get(this.random.nextInt(from.size()));
	}

	@Override
	public void resolve(PoolHandle handle, ResolutionAnswer answer) {
		boolean fails = this.random.nextInt(10) == 0 && !this.world.isCalm();
		boolean knowsDeaths = this.random.nextInt(3) != 0 || this.world.isCalm();
		this.world.user().later(1 + this.random.nextInt(40), (now) -> {
			if (!fails) {
				this.out.clear();
				if (knowsDeaths) {
					this.world.elements()
						.stream()
						.filter((element) -> !element.isUp())
						.forEach((element) -> this.out.addAll(element.targets()));
				}
			}
			answer.resolved(fails ? "no ENRP server answered" : null, now);
		});
	}

	@Override
	public void want(PoolHandle handle) {
		// It is there
	}

	@Override
	public void failed(PoolHandle handle, Target target, String why, long now) {
		this.world.course().say("user reports " + target + ": " + why);
		this.out.add(target);
	}

	@Override
	public void reached(PoolHandle handle, Target target, long now) {
		this.out.remove(target);
	}

}
