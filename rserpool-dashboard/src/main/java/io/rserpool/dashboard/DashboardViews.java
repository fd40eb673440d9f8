package io.rserpool.dashboard;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.rserpool.AsapEndpoint;
import io.rserpool.EnrpServer;
import io.rserpool.dashboard.view.Badge;
import io.rserpool.dashboard.view.Banner;
import io.rserpool.dashboard.view.ChangeRow;
import io.rserpool.dashboard.view.Changes;
import io.rserpool.dashboard.view.ElementRows;
import io.rserpool.dashboard.view.EndpointRow;
import io.rserpool.dashboard.view.Facts;
import io.rserpool.dashboard.view.Handles;
import io.rserpool.dashboard.view.HistoryView;
import io.rserpool.dashboard.view.OverviewView;
import io.rserpool.dashboard.view.PoolRow;
import io.rserpool.dashboard.view.PoolRows;
import io.rserpool.dashboard.view.PoolView;
import io.rserpool.dashboard.view.PoolsView;
import io.rserpool.dashboard.view.Reading;
import io.rserpool.dashboard.view.Recent;
import io.rserpool.dashboard.view.Samples;
import io.rserpool.dashboard.view.Seen;
import io.rserpool.dashboard.view.ServerNames;
import io.rserpool.dashboard.view.ServerRows;
import io.rserpool.dashboard.view.ServerTag;
import io.rserpool.dashboard.view.ServerVerdicts;
import io.rserpool.dashboard.view.ServersView;
import io.rserpool.dashboard.view.State;
import io.rserpool.dashboard.view.Topology;
import io.rserpool.dashboard.view.Verdict;
import io.rserpool.dashboard.view.Verdicts;
import io.rserpool.dashboard.view.Words;
import io.rserpool.enrp.ElementSnapshot;
import io.rserpool.enrp.PeerSnapshot;
import io.rserpool.enrp.PoolSnapshot;
import io.rserpool.event.Occurrence;
import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.TimerName;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;
import io.rserpool.wire.ServerId;

/**
 * Makes the view records of all pages, from the server and the history. Safe for use by
 * many threads.
 */
class DashboardViews {

	private static final int MOST_CHANGES = 8;

	private static final int MOST_POOLS = 24;

	private static final int MOST_ROWS = 100;

	private final DashboardProperties properties;

	private final DashboardSource source;

	private final Supplier<List<Occurrence>> history;

	private final List<DashboardTab> tabs = new ArrayList<>();

	private final Words words = new Words();

	private final ServerNames names;

	private final Verdicts verdicts;

	private final ServerVerdicts serverVerdicts;

	private final Samples selections = new Samples();

	private final Supplier<Stream<AsapEndpoint>> endpoints;

	DashboardViews(DashboardProperties properties, DashboardSource source, Supplier<List<Occurrence>> history,
			Supplier<Stream<AsapEndpoint>> endpoints, List<DashboardTab> more, DashboardServerNames names) {
		this.properties = properties;
		this.source = source;
		this.history = history;
		this.endpoints = endpoints;
		this.names = new ServerNames(names::nameOf);
		this.verdicts = new Verdicts(this.words, this.names);
		this.serverVerdicts = new ServerVerdicts(this.words, this.names);
		this.tabs.add(new DashboardTab(this.words.say("tab.overview"), properties.getPath()));
		this.tabs.add(new DashboardTab(this.words.say("tab.pools"), properties.getPath() + "/pools"));
		this.tabs.add(new DashboardTab(this.words.say("tab.servers"), properties.getPath() + "/servers"));
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

	/** Makes the overview; the application has a server. */
	OverviewView overview(EnrpServer server) {
		ServerTag self = this.names.self(server.id());
		Reading reading = sample();
		List<Occurrence> events = this.history.get();
		Verdict verdict = this.verdicts.judge(reading, Recent.of(events, now()), this.source.silentSince(), now());
		List<ChangeRow> changes = changes(events, reading).newest(MOST_CHANGES);
		String address = address(server);
		if (reading == null) {
			return new OverviewView(verdict, null, address, List.of(), null, 0, List.of(), changes, endpoints());
		}
		PoolRows rows = new PoolRows(this.words, this.names);
		List<PoolRow> pools = reading.pools()
			.stream()
			.map(rows::row)
			.sorted(Comparator.comparing((row) -> row.state() == State.UP))
			.limit(MOST_POOLS)
			.toList();
		Topology topology = Topology.fits(reading) ? Topology.draw(reading, self, this.names, this.words) : null;
		return new OverviewView(verdict, seen(reading), address,
				new Facts(this.words, this.names).of(reading, self, this.selections, events), topology,
				reading.numbers().poolCount(), pools, changes, endpoints());
	}

	/**
	 * Makes a page of pools.
	 * @throws SilentServerException if the server does not answer in time
	 */
	PoolsView pools(@Nullable PoolHandle after) {
		Reading reading = sample();
		List<PoolSnapshot> pools = this.source.pools(after, MOST_ROWS + 1);
		boolean more = pools.size() > MOST_ROWS;
		List<PoolSnapshot> page = more ? pools.subList(0, MOST_ROWS) : pools;
		PoolRows rows = new PoolRows(this.words, this.names);
		return new PoolsView((reading != null) ? seen(reading) : null, banner(),
				(reading != null) ? reading.numbers().poolCount() : page.size(), page.stream().map(rows::row).toList(),
				(after != null) ? Handles.slug(after) : null,
				more ? Handles.slug(page.get(page.size() - 1).handle()) : null);
	}

	/**
	 * Makes a pool's page, or nothing for an unknown pool.
	 * @throws SilentServerException if the server does not answer in time
	 */
	Optional<PoolView> pool(EnrpServer server, PoolHandle handle, @Nullable PoolElementId after) {
		this.names.self(server.id());
		sample();
		Optional<PoolSnapshot> answer = this.source.pool(handle, after, MOST_ROWS + 1);
		Instant at = now();
		return answer.map((pool) -> pool(server, pool, handle, after, at));
	}

	private PoolView pool(EnrpServer server, PoolSnapshot pool, PoolHandle handle, @Nullable PoolElementId after,
			Instant at) {
		List<Occurrence> events = this.history.get();
		boolean more = pool.elements().size() > MOST_ROWS;
		List<ElementSnapshot> page = more ? pool.elements().subList(0, MOST_ROWS) : pool.elements();
		PoolRow row = new PoolRows(this.words, this.names).row(pool);
		long all = page.stream().mapToLong(ElementSnapshot::selections).sum();
		boolean whole = after == null && !more;
		ElementRows rows = new ElementRows(this.words, this.names);
		Seen seen = new Seen(this.names.of(server.id()), at, true);
		return new PoolView(this.verdicts.judge(pool, Recent.of(events, at), at), seen, banner(), row,
				new Facts(this.words, this.names).of(pool, row.owners(), events),
				page.stream().map((element) -> rows.row(element, whole ? all : 0, at)).toList(),
				(after != null) ? hex(after) : null, more ? hex(page.get(page.size() - 1).id()) : null,
				changes(events, this.source.read()).page(null, handle, null, MOST_CHANGES));
	}

	/** Makes the page of servers; the application has one. */
	ServersView servers(EnrpServer server) {
		this.names.self(server.id());
		Reading reading = sample();
		List<Occurrence> events = this.history.get();
		InetSocketAddress enrp = server.enrpAddress();
		Verdict verdict = this.serverVerdicts.judge(reading, Recent.of(events, now()), this.source.silentSince(), now(),
				enrp != null);
		String timers = this.words.say("servers.timers",
				this.words.shortly(server.timing().get(TimerName.PEER_HEARTBEAT_CYCLE)),
				this.words.shortly(server.timing().get(TimerName.MAX_TIME_LAST_HEARD)));
		List<ChangeRow> changes = changes(events, reading).between(MOST_CHANGES);
		if (reading == null) {
			return new ServersView(verdict, null, banner(), timers, List.of(), List.of(), changes);
		}
		ServerRows rows = new ServerRows(this.words, this.names);
		return new ServersView(verdict, seen(reading), banner(), timers,
				rows.rows(reading, (enrp != null) ? address(enrp) : null), rows.candidates(reading), changes);
	}

	/** Makes a page of the history. */
	HistoryView history(@Nullable Long before, @Nullable PoolHandle pool, @Nullable String query) {
		List<Occurrence> events = this.history.get();
		List<ChangeRow> rows = changes(events, this.source.read()).page(before, pool, query, MOST_ROWS + 1);
		boolean more = rows.size() > MOST_ROWS;
		List<ChangeRow> page = more ? rows.subList(0, MOST_ROWS) : rows;
		List<String> pools = events.stream()
			.map((event) -> event.event().handle())
			.filter(Objects::nonNull)
			.map(PoolHandle::toString)
			.distinct()
			.sorted()
			.limit(MOST_ROWS)
			.toList();
		return new HistoryView(historyVerdict(events), events.size(), page, (query != null) ? query : "",
				(pool != null) ? pool.toString() : "", pools, before, more ? page.get(page.size() - 1).id() : null);
	}

	/** The events after the given one, the oldest first, at most 100. */
	List<ChangeRow> since(long id) {
		return changes(this.history.get(), this.source.read()).since(id, MOST_ROWS);
	}

	private Verdict historyVerdict(List<Occurrence> events) {
		if (events.isEmpty()) {
			return new Verdict(State.UNKNOWN, this.words.say("history.verdict", 0), this.words.say("history.why.empty"),
					0);
		}
		long lost = events.stream()
			.filter((event) -> event.event() instanceof RserpoolEvent.ElementRemoved
					|| event.event() instanceof RserpoolEvent.ElementExpired)
			.count();
		String since = this.words.clock(events.get(0).time());
		return new Verdict(State.UNKNOWN,
				this.words.say((lost > 0) ? "history.verdict.lost" : "history.verdict", events.size(), lost),
				this.words.say("history.why", since), 0);
	}

	/** Reads the server, and notes its counters for the rates. */
	@Nullable Reading sample() {
		Reading reading = this.source.read();
		if (reading != null) {
			// Named before anything else that has an owner is met.
			this.names.self(reading.numbers().id());
			reading.numbers()
				.peers()
				.stream()
				.map(PeerSnapshot::id)
				.filter((peer) -> !peer.isNone())
				.forEach(this.names::of);
			this.selections.add(reading.at(), Facts.total(reading));
		}
		return reading;
	}

	/** What is wrong with the witness, or null. */
	@Nullable Banner banner() {
		Instant silent = this.source.silentSince();
		EnrpServer server = server();
		if (silent == null || server == null) {
			return null;
		}
		return new Banner(State.UNKNOWN,
				this.words.say("banner.silent", this.names.self(server.id()).name(), this.words.clock(silent)),
				this.words.say("banner.silent.text"));
	}

	/** This application's ways to a home server. */
	List<EndpointRow> endpoints() {
		return this.endpoints.get().map((endpoint) -> {
			if (!endpoint.isRunning()) {
				return new EndpointRow(State.UNKNOWN, this.words.say("endpoint.stopped"), null);
			}
			return endpoint.homeAddress()
				.map((home) -> new EndpointRow(State.UP, home(endpoint, home), home))
				.orElseGet(() -> new EndpointRow(State.ILL, this.words.say("endpoint.none"), null));
		}).toList();
	}

	/** A home server tells its id to elements only, with its first keep-alive. */
	private String home(AsapEndpoint endpoint, String address) {
		EnrpServer server = server();
		Optional<ServerId> home = endpoint.home();
		if (home.isEmpty() && server != null && address(server).equals(address)) {
			home = Optional.of(server.id());
		}
		return home.map((id) -> this.words.say("endpoint.home", this.names.of(id).name()))
			.orElseGet(() -> this.words.say("endpoint.unnamed"));
	}

	private Seen seen(Reading reading) {
		return new Seen(this.names.of(reading.numbers().id()), reading.at(), this.source.silentSince() == null);
	}

	private Changes changes(List<Occurrence> events, @Nullable Reading reading) {
		return new Changes(events, reading, this.names, this.words);
	}

	private static String hex(PoolElementId id) {
		return String.format("%08x", id.value());
	}

	static String address(EnrpServer server) {
		return address(server.asapAddress());
	}

	private static String address(InetSocketAddress address) {
		return address.getHostString() + ":" + address.getPort();
	}

	private Verdict verdict() {
		Reading reading = sample();
		return this.verdicts.judge(reading, Recent.of(this.history.get(), now()), this.source.silentSince(), now());
	}

}
