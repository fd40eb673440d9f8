package io.rserpool.dashboard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.rserpool.EnrpServer;
import io.rserpool.dashboard.view.Badge;
import io.rserpool.dashboard.view.Reading;
import io.rserpool.dashboard.view.Recent;
import io.rserpool.dashboard.view.ServerNames;
import io.rserpool.dashboard.view.State;
import io.rserpool.dashboard.view.Verdict;
import io.rserpool.dashboard.view.Verdicts;
import io.rserpool.dashboard.view.Words;
import io.rserpool.event.Occurrence;

/**
 * Makes the view records of all pages, from the server and the history. Safe for use by
 * many threads.
 */
class DashboardViews {

	private final DashboardProperties properties;

	private final DashboardSource source;

	private final Supplier<List<Occurrence>> history;

	private final List<DashboardTab> tabs = new ArrayList<>();

	private final Words words = new Words();

	private final ServerNames names = new ServerNames();

	private final Verdicts verdicts = new Verdicts(this.words);

	DashboardViews(DashboardProperties properties, DashboardSource source, Supplier<List<Occurrence>> history,
			List<DashboardTab> more) {
		this.properties = properties;
		this.source = source;
		this.history = history;
		this.tabs.add(new DashboardTab(this.words.say("tab.overview"), properties.getPath()));
		this.tabs.add(new DashboardTab(this.words.say("tab.pools"), properties.getPath() + "/pools"));
		this.tabs.add(new DashboardTab(this.words.say("tab.history"), properties.getPath() + "/history"));
		this.tabs.addAll(more);
	}

	Words words() {
		return this.words;
	}

	String path() {
		return this.properties.getPath();
	}

	String name() {
		return this.properties.getName().isBlank() ? "" : " " + this.properties.getName();
	}

	List<DashboardTab> tabs() {
		return List.copyOf(this.tabs);
	}

	Instant now() {
		return this.source.now();
	}

	@Nullable EnrpServer server() {
		return this.source.server();
	}

	/** The answering server's short name, or null without a server. */
	@Nullable String witness() {
		EnrpServer server = server();
		return (server != null) ? this.names.self(server.id()).name() : null;
	}

	/** The scope's health for the frame. */
	Badge badge() {
		if (server() == null) {
			return new Badge(State.UNKNOWN, this.words.say("badge.none"));
		}
		Verdict verdict = verdict();
		if (verdict.state() == State.UNKNOWN) {
			return new Badge(State.UNKNOWN, this.words.say("badge.unknown"));
		}
		return (verdict.things() == 0) ? new Badge(State.UP, this.words.say("badge.well"))
				: new Badge(verdict.state(), this.words.say("badge.things", verdict.things()));
	}

	private Verdict verdict() {
		Reading reading = this.source.read();
		return this.verdicts.judge(reading, Recent.of(this.history.get(), now()), this.source.silentSince(), now());
	}

}
