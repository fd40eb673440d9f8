package io.rserpool.sim;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;

import io.rserpool.machine.Profile;
import io.rserpool.machine.Timing;

/**
 * Makes a scenario from a seed: a cast, a phase with every kind of fault, then healing,
 * and rest until everybody must agree. The same seed makes the same scenario.
 */
final class RandomScenario {

	private static final List<String> POOLS = List.of("EchoPool", "CalcPool", "FractalPool", "ScriptPool", "P");

	private final SplittableRandom random;

	/** How many servers there are, or 0 = as chance will have it. */
	private final int wantedServers;

	private final List<Step> settings = new ArrayList<>();

	private final List<Step> steps = new ArrayList<>();

	private final List<String> servers = new ArrayList<>();

	private final List<String> elements = new ArrayList<>();

	private final List<String> users = new ArrayList<>();

	/** Servers that run, as far as the plan knows. */
	private final Set<String> alive = new LinkedHashSet<>();

	private final Timing timing;

	/** How much longer everything takes than in profile fast. */
	private final double slowness;

	private RandomScenario(long seed, int serverCount) {
		this.wantedServers = serverCount;
		this.random = new SplittableRandom(seed);
		Profile profile = chance(10) ? Profile.RFC : chance(5) ? Profile.LAN : Profile.FAST;
		this.timing = Timing.of(profile);
		this.slowness = (profile == Profile.RFC) ? 6 : 1;
		set("seed " + seed);
		set("profile " + profile.name().toLowerCase(Locale.ROOT));
	}

	/**
	 * Makes a scenario.
	 * @param servers how many servers there are, or 0 = as chance will have it
	 */
	static Scenario of(long seed, int servers) {
		return new RandomScenario(seed, servers).make();
	}

	private Scenario make() {
		set("delay " + pick((this.timing.profile() == Profile.LAN) ? List.of("1-3", "1-10")
				: List.of("1-1", "1-5", "1-20", "2-80")));
		if (chance(10)) {
			set("codecs on");
		}
		peering();
		cast();
		opening();
		faults();
		ending();
		this.steps.sort(Comparator.comparingLong(Step::millis));
		return new Scenario(this.settings, this.steps);
	}

	private void peering() {
		List<String> options = new ArrayList<>();
		if (chance(20)) {
			options.add("part " + (1 + this.random.nextInt(5)));
		}
		if (chance(10)) {
			options.add("arbitration lowest");
		}
		if (chance(10)) {
			options.add("strong-digest on");
		}
		if (chance(10)) {
			options.add("suggestion on");
		}
		if (chance(5)) {
			options.add("multicast on");
		}
		if (!options.isEmpty()) {
			set("peering " + String.join(" ", options));
		}
	}

	private void cast() {
		int serverCount = (this.wantedServers > 0) ? this.wantedServers : chance(3) ? 1 : chance(94)
				? 2 + this.random.nextInt(5) : chance(90) ? 7 + this.random.nextInt(8) : 15 + this.random.nextInt(26);
		for (int i = 1; i <= serverCount; i++) {
			this.servers.add("S" + i);
		}
		for (int i = 0; i < serverCount; i++) {
			boolean someMentors = chance(20) && serverCount > 1;
			set("server " + this.servers.get(i) + String.format(" 0x%08x", id()) + (someMentors ? mentors(i) : ""));
		}
		int elementCount = this.random.nextInt(chance(90) ? 16 : 60);
		int poolCount = 1 + this.random.nextInt(POOLS.size());
		for (int i = 1; i <= elementCount; i++) {
			String company = (chance(15) && !this.elements.isEmpty()) ? " with " + pick(this.elements) : "";
			String deaf = chance(15) ? " deaf" : "";
			String life = chance(10) ? " life " + (20 + this.random.nextInt(60)) : "";
			// A common id now and then, which two elements of a pool then fight for.
			String id = (chance(3) && company.isEmpty()) ? " 0x00000077"
					: chance(20) ? String.format(" 0x%08x", id()) : "";
			this.elements.add("e" + i);
			set("element e" + i + " " + POOLS.get(this.random.nextInt(poolCount)) + id + company + deaf + life);
		}
		int userCount = 1 + this.random.nextInt(3);
		for (int i = 1; i <= userCount; i++) {
			this.users.add("u" + i);
			set("user u" + i);
		}
	}

	/** Some of the others; together they connect all servers. */
	private String mentors(int server) {
		String needed = (server > 0) ? this.servers.get(this.random.nextInt(server)) : this.servers.get(1);
		return " mentors " + needed + " " + someOf(this.servers);
	}

	private int id() {
		int id = this.random.nextInt();
		return (id != 0) ? id : 1;
	}

	private void opening() {
		boolean together = chance(50);
		for (String server : this.servers) {
			at(together ? 0 : millis(5_000), "start " + server);
			this.alive.add(server);
		}
		for (String element : this.elements) {
			at(millis(20_000), "register " + element);
		}
		for (String user : this.users) {
			at(millis(20_000), "resolve " + user);
		}
	}

	private void faults() {
		long begin = scaled(10_000);
		long length = scaled(30_000 + this.random.nextInt(60_000));
		int count = 2 + this.random.nextInt(chance(80) ? 10 : 40);
		List<Long> times = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			times.add(begin + this.random.nextLong(length));
		}
		times.sort(Comparator.naturalOrder());
		for (long time : times) {
			fault(time);
		}
	}

	private void fault(long time) {
		String server = pick(this.servers);
		String client = pick((chance(70) && !this.elements.isEmpty()) ? this.elements : this.users);
		String other = (this.servers.size() > 1) ? otherThan(server) : client;
		long later = time + scaled(200 + this.random.nextInt(chance(50) ? 5_000 : 30_000));
		switch (this.random.nextInt(24)) {
			case 0, 1 -> down("kill " + server, server, time, later);
			case 2 -> down("crash " + server, server, time, later);
			case 3 -> down("stop " + server, server, time, later);
			case 4 -> {
				at(time, "restart " + server);
				this.alive.add(server);
			}
			case 5, 6 -> {
				at(time, "freeze " + server);
				at(later, "thaw " + server);
			}
			case 7 -> {
				at(time, "isolate " + server);
				at(later, "rejoin " + server);
			}
			case 8, 9 -> {
				at(time, "cut " + server + " " + other);
				perhaps(later, "mend " + server + " " + other);
			}
			case 10, 11 -> {
				at(time, "cut-one-way " + server + " " + other);
				perhaps(later, "mend " + server + " " + other);
			}
			case 12, 13 -> {
				at(time, "partition " + sides());
				perhaps(later, "heal");
			}
			case 14 -> at(time, (chance(50) ? "reset " : "half-reset ") + server + " " + other);
			case 15 -> at(time, (chance(50) ? "reset " : "half-reset ") + server + " " + client);
			case 16 -> at(time, "jump " + (chance(50) ? server : client) + " " + (1 + this.random.nextInt(40)) + "s");
			case 17 -> {
				at(time, "cut" + (chance(50) ? "-one-way " : " ") + server + " " + client);
				perhaps(later, "mend " + server + " " + client);
			}
			case 18 -> {
				at(time, "freeze " + client);
				at(later, "thaw " + client);
			}
			case 19 -> at(time, "audit " + server + " " + pick(this.servers));
			default -> clientFault(time, later, client);
		}
	}

	private void down(String action, String server, long time, long later) {
		at(time, action);
		if (chance(60)) {
			at(later, "restart " + server);
		}
		else {
			this.alive.remove(server);
		}
	}

	private void clientFault(long time, long later, String client) {
		if (!this.elements.contains(client)) {
			at(time, "resolve " + client);
			return;
		}
		switch (this.random.nextInt(6)) {
			case 0 -> at(time, "kill " + client);
			case 1 -> {
				at(time, "crash " + client);
				perhaps(later, "rejoin " + client);
			}
			case 2 -> at(time, "deregister " + client);
			case 3 -> at(time, "move " + client);
			case 4 -> at(time, "report " + pick(this.users) + " " + client);
			default -> at(time, "register " + client);
		}
		if (chance(50)) {
			at(later, "rejoin " + client);
			at(later, "register " + client);
		}
	}

	private void ending() {
		long healed = this.steps.stream().mapToLong(Step::millis).max().orElse(0) + 1000;
		if (this.alive.isEmpty()) {
			at(healed, "restart " + pick(this.servers));
		}
		at(healed, "heal");
		Bounds bounds = new Bounds(this.timing);
		long calm = healed + bounds.agreementMillis() + 2000;
		at(calm, "expect agreement");
		for (String user : this.users) {
			at(calm, "resolve " + user);
		}
		long answered = calm + bounds.answerMillis() + 1;
		at(answered, "expect answers");
		at(answered + 1, "end");
	}

	private String sides() {
		List<String> left = new ArrayList<>();
		List<String> right = new ArrayList<>();
		List<String> all = new ArrayList<>(this.servers);
		all.addAll(this.elements);
		all.addAll(this.users);
		for (String name : all) {
			if (!chance(10)) {
				(chance(50) ? left : right).add(name);
			}
		}
		return (String.join(" ", left) + " / " + String.join(" ", right)).strip();
	}

	private void perhaps(long time, String text) {
		if (chance(70)) {
			at(time, text);
		}
	}

	private void set(String text) {
		this.settings.add(Step.of(0, text));
	}

	private void at(long millis, String text) {
		this.steps.add(Step.of(millis, text));
	}

	private long millis(int most) {
		return scaled(this.random.nextInt(most));
	}

	private long scaled(long millis) {
		return Math.round(millis * this.slowness);
	}

	private boolean chance(int percent) {
		return this.random.nextInt(100) < percent;
	}

	private String pick(List<String> words) {
		return words.get(this.random.nextInt(words.size()));
	}

	private String otherThan(String server) {
		String other = pick(this.servers);
		return other.equals(server) ? otherThan(server) : other;
	}

	private String someOf(List<String> words) {
		List<String> some = new ArrayList<>();
		for (String word : words) {
			if (chance(50)) {
				some.add(word);
			}
		}
		return some.isEmpty() ? pick(words) : String.join(" ", some);
	}

}
