package io.rserpool.dashboard.view;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.rserpool.enrp.AuditSnapshot;
import io.rserpool.enrp.EnrpSnapshot;
import io.rserpool.enrp.PeerSnapshot;
import io.rserpool.enrp.PeerStatus;
import io.rserpool.machine.Endpoint;

/**
 * Makes rows of servers.
 */
public final class ServerRows {

	/** Above this, a page is too long; those that are not well come first. */
	public static final int MOST = 100;

	private final Words words;

	private final ServerNames names;

	public ServerRows(Words words, ServerNames names) {
		this.words = words;
		this.names = names;
	}

	/**
	 * Makes the rows of all servers, this one first.
	 * @param address where this server speaks ENRP, or null if it lets no others in
	 */
	public List<ServerRow> rows(Reading reading, @Nullable String address) {
		List<ServerRow> rows = new ArrayList<>();
		rows.add(self(reading.numbers(), address));
		peers(reading.numbers()).stream()
			.map((peer) -> row(peer, reading.at()))
			.sorted(Comparator.comparing(ServerRows::isWell).thenComparing((row) -> row.tag().order()))
			.limit(MOST)
			.forEach(rows::add);
		return rows;
	}

	private static boolean isWell(ServerRow row) {
		AuditRow audit = row.audit();
		return row.state() == State.UP && (audit == null || audit.state() == State.UP);
	}

	/** Makes the rows of addresses where nobody answered yet. */
	public List<CandidateRow> candidates(Reading reading) {
		return reading.numbers()
			.peers()
			.stream()
			.filter((peer) -> peer.status() == PeerStatus.CANDIDATE)
			.limit(MOST)
			.map((peer) -> new CandidateRow(addresses(peer),
					this.words.say(peer.connected() ? "candidate.connected" : "candidate.dialled")))
			.toList();
	}

	/** The servers that were heard of, without addresses that are only dialled. */
	static List<PeerSnapshot> peers(EnrpSnapshot numbers) {
		return numbers.peers().stream().filter((peer) -> peer.status() != PeerStatus.CANDIDATE).toList();
	}

	private ServerRow self(EnrpSnapshot numbers, @Nullable String address) {
		String key = "phase." + numbers.phase();
		State state = switch (numbers.phase()) {
			case SERVING -> State.UP;
			case JOINING -> State.MOVING;
			case STOPPED -> State.DEAD;
		};
		return new ServerRow(this.names.self(numbers.id()), id(numbers.id().toString()), state, this.words.say(key),
				this.words.say(key + ".why"), (address != null) ? List.of(address) : List.of(), null,
				this.words.say("none"), numbers.ownedCount(), Checksums.text(numbers.checksum()), null);
	}

	private ServerRow row(PeerSnapshot peer, Instant at) {
		String key = "peer." + peer.status();
		long heard = peer.heardMillisAgo();
		return new ServerRow(this.names.of(peer.id()), id(peer.id().toString()), state(peer.status()),
				this.words.say(key), (peer.status() != PeerStatus.ACTIVE) ? this.words.say(key + ".why") : null,
				peer.addresses().stream().map(Endpoint::toString).toList(), moment(at, heard),
				this.words.say(peer.connected() ? "server.connected" : "server.notConnected"), peer.elementCount(),
				Checksums.text(peer.audit().expected()), audit(peer.audit(), at));
	}

	private AuditRow audit(AuditSnapshot audit, Instant at) {
		State state = switch (audit.state()) {
			case UNKNOWN -> State.UNKNOWN;
			case AGREED -> State.UP;
			case MISMATCH -> State.ILL;
			case RESYNCING -> State.MOVING;
			case FAILED -> State.DEAD;
		};
		String icon = switch (audit.state()) {
			case MISMATCH, FAILED -> "i-ne";
			case RESYNCING -> "i-fix";
			default -> state.icon();
		};
		return new AuditRow(state, icon, this.words.say("audit." + audit.state()), Checksums.text(audit.expected()),
				Checksums.text(audit.received()), moment(at, audit.comparedMillisAgo()), audit.passed(),
				audit.mismatches(), audit.repairs(), moment(at, audit.repairedMillisAgo()), repair(audit));
	}

	private @Nullable String repair(AuditSnapshot audit) {
		if (audit.repairMillis() < 0) {
			return null;
		}
		return this.words.say("audit.repair", audit.added(), audit.removed(),
				this.words.took(java.time.Duration.ofMillis(audit.repairMillis())));
	}

	static State state(PeerStatus status) {
		return switch (status) {
			case CANDIDATE -> State.UNKNOWN;
			case ACTIVE -> State.UP;
			case PROBING -> State.UNVERIFIED;
			case DEAD -> State.DEAD;
			case TAKEOVER_BY_ME, NOT_ACTIVE -> State.MOVING;
		};
	}

	private static String addresses(PeerSnapshot peer) {
		return String.join(", ", peer.addresses().stream().map(Endpoint::toString).toList());
	}

	private static String id(String id) {
		return id.substring(2);
	}

	/** Rounded, so that the same moment read twice is the same text. */
	private static @Nullable Instant moment(Instant at, long millisAgo) {
		return (millisAgo >= 0) ? Instant.ofEpochSecond((at.toEpochMilli() - millisAgo + 500) / 1000) : null;
	}

}
