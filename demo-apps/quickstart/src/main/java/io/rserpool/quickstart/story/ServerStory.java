package io.rserpool.quickstart.story;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.rserpool.event.EventListener;
import io.rserpool.event.Occurrence;
import io.rserpool.quickstart.process.ServerListener;
import io.rserpool.quickstart.process.ServerProcess;
import io.rserpool.quickstart.process.Servers;
import io.rserpool.quickstart.report.ServerNews;
import io.rserpool.quickstart.report.ServerReport;

/**
 * Tells the lives of the ENRP servers, and how they agree who takes over one that died.
 * Safe for use by many threads.
 */
public final class ServerStory implements ServerListener, EventListener {

	private final Servers servers;

	private final Chronicle chronicle;

	private final Clock clock;

	private @Nullable ServerKill last;

	public ServerStory(Servers servers, Chronicle chronicle, Clock clock) {
		this.servers = servers;
		this.chronicle = chronicle;
		this.clock = clock;
	}

	/**
	 * Kills a server and notes it.
	 * @return whether it ran
	 */
	public boolean kill(int number) {
		Optional<ServerProcess> killed = this.servers.kill(number);
		if (killed.isEmpty()) {
			return false;
		}
		ServerProcess server = killed.get();
		ServerReport report = server.report();
		int owned = (report != null) ? report.ownedCount() : 0;
		Instant now = this.clock.instant();
		synchronized (this) {
			this.last = new ServerKill(number, now, owned, null);
		}
		this.chronicle.killedServer(now);
		this.chronicle.tell(Kind.DEAD, "You killed " + server.name(),
				"kill −9, process " + server.pid() + "; it owned " + elements(owned));
		return true;
	}

	/** The last server that was killed from here, or null. */
	public synchronized @Nullable ServerKill lastKill() {
		return this.last;
	}

	@Override
	public void started(ServerProcess server) {
		this.chronicle.tell(Kind.NEW, server.name() + " started", "Process " + server.pid());
	}

	@Override
	public void serving(ServerProcess server) {
		ServerReport report = server.report();
		if (report != null) {
			this.chronicle.tell(Kind.GOOD, server.name() + " serves",
					"With the new id " + report.id() + "; knows " + elements(report.elementCount()));
		}
	}

	@Override
	public void ended(ServerProcess server) {
		if (!server.byUs()) {
			this.chronicle.tell(Kind.DEAD, server.name() + " ended by itself",
					"Process " + server.pid() + ", code " + server.exitCode());
		}
	}

	@Override
	public void news(ServerProcess server, ServerNews news) {
		tell(server.name(), news);
	}

	/** What the server of this process does. */
	@Override
	public void onEvent(Occurrence occurrence) {
		ServerNews.of(occurrence.event())
			.ifPresent((news) -> this.chronicle.later(() -> tell(Servers.name(Servers.SELF), news)));
	}

	private void tell(String who, ServerNews news) {
		String target = this.servers.nameOf(news.target());
		String others = news.others().stream().map(this.servers::nameOf).collect(Collectors.joining(" and "));
		switch (news.step()) {
			case STARTED -> this.chronicle.tell(Kind.MOVED, who + " wants to take over " + target,
					others.isEmpty() ? "No other server is left to ask" : "It asks " + others + " first");
			case YIELDED -> this.chronicle.tell(Kind.MOVED, who + " leaves " + target + " to " + others,
					"Both wanted it: one goes on, the other one agrees");
			case WON -> won(who, target, news);
			case STOPPED ->
				this.chronicle.tell(Kind.GOOD, who + " does not take over " + target, "It gave a sign of life");
		}
	}

	private void won(String who, String target, ServerNews news) {
		synchronized (this) {
			ServerKill kill = this.last;
			if (kill != null && this.servers.numberOf(news.target()).filter((n) -> n == kill.number()).isPresent()) {
				this.last = kill.taken(who);
			}
		}
		String took = (news.millis() < 1000) ? news.millis() + " ms"
				: Chronicle.took(java.time.Duration.ofMillis(news.millis()));
		this.chronicle.tell(Kind.MOVED, who + " took over " + elements(news.elementCount()) + " of " + target,
				"Agreed in " + took + "; it calls each of them and is their owner now");
	}

	private static String elements(int count) {
		return switch (count) {
			case 0 -> "no elements";
			case 1 -> "1 element";
			default -> count + " elements";
		};
	}

}
