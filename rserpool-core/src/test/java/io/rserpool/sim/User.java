package io.rserpool.sim;

import java.util.ArrayList;
import java.util.List;

import io.rserpool.asap.CachedElement;
import io.rserpool.asap.CachedPool;
import io.rserpool.asap.ResolutionCallback;
import io.rserpool.machine.Endpoint;
import io.rserpool.wire.ErrorCause;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import org.jspecify.annotations.Nullable;

/**
 * A pool user of the plan: asks for pools, and remembers the latest answer of each
 * question.
 */
final class User {

	final String name;

	final EndpointProcess endpoint;

	private final List<Question> questions = new ArrayList<>();

	User(String name, EndpointProcess endpoint) {
		this.name = name;
		this.endpoint = endpoint;
	}

	/** Asks the home server for a pool. */
	Question resolve(PoolHandle handle, long now) {
		Question question = new Question(handle, now);
		if (this.endpoint.isAlive() && this.endpoint.process().isRunning()) {
			this.questions.add(question);
			this.endpoint.machine().resolve(handle, true, question, this.endpoint.process().now());
		}
		return question;
	}

	/** Says that it could not reach an element that its cache holds. */
	void report(Element element) {
		if (this.endpoint.isAlive() && this.endpoint.process().isRunning()) {
			CachedPool pool = this.endpoint.machine().cache().lookup(element.handle);
			if (pool != null) {
				for (CachedElement cached : pool.elements()) {
					if (cached.id().equals(element.id())) {
						this.endpoint.machine().failed(cached, this.endpoint.process().now());
						return;
					}
				}
			}
		}
	}

	/** Questions without an answer. */
	long waiting() {
		return this.questions.stream().filter((question) -> question.outcome == Outcome.WAITING).count();
	}

	/** How a question was answered. */
	enum Outcome {

		WAITING, RESOLVED, UNKNOWN_POOL, FAILED

	}

	/**
	 * One question and what became of it.
	 */
	static final class Question implements ResolutionCallback {

		final PoolHandle handle;

		final long askedAt;

		Outcome outcome = Outcome.WAITING;

		boolean stale;

		List<PoolElementId> answer = List.of();

		@Nullable String why;

		Question(PoolHandle handle, long askedAt) {
			this.handle = handle;
			this.askedAt = askedAt;
		}

		@Override
		public void resolved(CachedPool pool, boolean oldAnswer) {
			this.outcome = Outcome.RESOLVED;
			this.stale = oldAnswer;
			this.answer = pool.elements().stream().map(CachedElement::id).toList();
		}

		@Override
		public void unknownPool() {
			this.outcome = Outcome.UNKNOWN_POOL;
		}

		@Override
		public void refused(ErrorCause cause) {
			this.outcome = Outcome.FAILED;
			this.why = cause.describe();
		}

		@Override
		public void noServer(List<Endpoint> tried, long waitedMillis) {
			this.outcome = Outcome.FAILED;
			this.why = "no server after " + waitedMillis + " ms";
		}

		@Override
		public void abandoned() {
			this.outcome = Outcome.FAILED;
			this.why = "abandoned";
		}

	}

}
