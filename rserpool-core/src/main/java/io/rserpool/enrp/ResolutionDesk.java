package io.rserpool.enrp;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.handlespace.Pool;
import io.rserpool.handlespace.PoolElementEntry;
import io.rserpool.wire.CauseCode;
import io.rserpool.wire.HandleResolution;
import io.rserpool.wire.HandleResolutionResponse;
import io.rserpool.wire.PoolHandle;

/**
 * Handle resolution at the server (RFC 5352 section 3.3). Makes no garbage beyond the
 * answer.
 */
final class ResolutionDesk {

	/** A request with a number gets up to so many, whatever the default is. */
	private static final int LEAST_BOUND = 128;

	private final EnrpContext context;

	private final RateLimits rates;

	private final Answers answers;

	private final Subscriptions subscriptions;

	private final int defaultItems;

	private final PoolElementEntry[] selected;

	ResolutionDesk(EnrpContext context, RateLimits rates, Answers answers, Subscriptions subscriptions) {
		this.context = context;
		this.rates = rates;
		this.answers = answers;
		this.subscriptions = subscriptions;
		this.defaultItems = context.config().maxResolutionItems();
		this.selected = new PoolElementEntry[Math.max(this.defaultItems, LEAST_BOUND)];
	}

	void received(AsapConnection from, HandleResolution request, long now) {
		PoolHandle handle = request.handle();
		if (!this.rates.admitsResolution(from, now)) {
			this.context.effects().send(from.id, Answers.lackOfResources(handle, false));
			return;
		}
		this.context.count(Counter.RESOLUTIONS);
		Pool pool = this.context.handlespace().pool(handle);
		if (pool == null) {
			refuse(from, Answers.unknownPool(handle), CauseCode.UNKNOWN_POOL_HANDLE, now);
			return;
		}
		from.resolved(handle);
		int items = items(request.items());
		boolean granted = request.updatesWanted() && this.subscriptions.subscribe(from, handle, items);
		int count = this.context.handlespace().selection().select(pool, items, this.selected);
		HandleResolutionResponse answer = this.answers.of(pool, this.selected, count, granted, from.local);
		if (answer.error() != null) {
			refuse(from, answer, CauseCode.LACK_OF_RESOURCES, now);
			return;
		}
		this.context.effects().send(from.id, answer);
	}

	/** How many elements an answer may have. */
	private int items(long wanted) {
		if (wanted == HandleResolution.NO_OPTION || wanted == 0) {
			return this.defaultItems;
		}
		return (int) Math.min(wanted, this.selected.length);
	}

	private void refuse(AsapConnection to, HandleResolutionResponse answer, CauseCode cause, long now) {
		if (cause == CauseCode.UNKNOWN_POOL_HANDLE) {
			this.context.count(Counter.UNKNOWN_POOLS);
		}
		this.context.effects().send(to.id, answer);
		if (to.source.rejectionEvents.take(now)) {
			this.context.effects()
				.publish(new RserpoolEvent.ResolutionFailed(answer.handle(), cause.code(), cause.words()));
		}
	}

}
