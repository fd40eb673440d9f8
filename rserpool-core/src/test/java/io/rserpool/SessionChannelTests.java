package io.rserpool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import io.rserpool.event.RserpoolEvent;
import io.rserpool.machine.DialFailure;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Protocol;
import io.rserpool.session.LossReason;
import io.rserpool.session.UserSessionState;
import io.rserpool.transport.AcceptLimits;
import io.rserpool.transport.Connection;
import io.rserpool.transport.ConnectionAcceptor;
import io.rserpool.transport.ConnectionHandler;
import io.rserpool.transport.ConnectionOptions;
import io.rserpool.transport.Loop;
import io.rserpool.transport.memory.MemoryHost;
import io.rserpool.wire.DataChunk;
import io.rserpool.wire.InitChunk;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportUse;
import io.rserpool.wire.WireFault;
import io.rserpool.wire.WireMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Control and data on one connection: interleaving, streams, and other sides that leave
 * words out.
 */
class SessionChannelTests {

	private static final SessionOptions WITH_11 = SessionOptions.DEFAULT.element(new PoolElementId(11));

	private final SessionScope scope = new SessionScope();

	private final List<String> seen = new ArrayList<>();

	private static MessageLostException lost(CompletableFuture<?> sent) {
		assertThat(sent).isCompletedExceptionally();
		return (MessageLostException) sent.handle((done, failure) -> failure).join();
	}

	@Test
	@DisplayName("T3: control passes while a message of 10 MiB is being sent")
	void controlPassesALongMessage() {
		ElementLog element = new ElementLog(11, this.seen);
		this.scope.element(11, element);
		List<Integer> received = new ArrayList<>();
		this.scope.open(WITH_11.listener(new SessionListener() {
			@Override
			public void received(PoolSession session, ReceivedMessage message) {
				received.add(message.payload().remaining());
			}
		}));
		ServedSession served = element.sessions.get(0);
		this.scope.userTap.clear();

		CompletableFuture<Void> sent = served.send(new byte[10 << 20], SendOptions.DEFAULT.stream(1));
		this.scope.advance(3);
		served.cookie(SessionScope.octets("halfway"));
		this.scope.get(sent);

		assertThat(received).containsExactly(10 << 20);
		List<String> pieces = this.scope.userTap.received();
		assertThat(pieces).contains("COOKIE halfway");
		assertThat(pieces.indexOf("COOKIE halfway")).isBetween(1, pieces.size() / 2);
		assertThat(pieces).hasSizeGreaterThan(600);
	}

	@Test
	@DisplayName("T3: other streams pass a message of 10 MiB, its own stream keeps the order")
	void otherStreamsPassALongMessage() {
		this.scope.element(11, new ElementLog(11, this.seen));
		PoolSession session = this.scope.open(WITH_11);

		List<CompletableFuture<Void>> sent = List.of(session.send(new byte[10 << 20], SendOptions.DEFAULT.stream(1)),
				session.send(SessionScope.octets("behind"), SendOptions.DEFAULT.stream(1)),
				session.send(SessionScope.octets("aside"), SendOptions.DEFAULT.stream(2)),
				session.send(SessionScope.octets("urgent"), SendOptions.DEFAULT.unordered().stream(3)));
		sent.forEach(this.scope::get);

		assertThat(this.seen).containsExactly("11:aside", "11:urgent", "11:10485760 octets", "11:behind");
	}

	@Test
	@DisplayName("T3: order is kept per stream, also across a failover")
	void orderIsKeptPerStream() {
		ElementLog first = new ElementLog(11, this.seen);
		ElementLog second = new ElementLog(12, this.seen);
		this.scope.element(11, first);
		this.scope.element(12, second);
		PoolSession session = this.scope.open(WITH_11.maxUnacknowledged(4, 100_000));
		List<CompletableFuture<Void>> sent = new ArrayList<>();
		for (int i = 0; i < 60; i++) {
			byte[] message = new byte[(i % 7 == 0) ? 40_000 : 10];
			message[0] = (byte) i;
			sent.add(session.send(message, SendOptions.DEFAULT.stream(i % 3)));
		}
		this.scope.until("some have come", () -> first.messages.size() > 10);

		this.scope.kill(11);
		sent.forEach(this.scope::get);

		for (int stream = 0; stream < 3; stream++) {
			int of = stream;
			List<Integer> order = second.messages.stream()
				.filter((message) -> message.stream() == of)
				.map((message) -> (int) message.bytes()[0])
				.toList();
			assertThat(order).isSorted().doesNotHaveDuplicates().endsWith(57 + of);
		}
	}

	@Test
	@DisplayName("A message above the limit is an error to the caller, and the session goes on")
	void tooLongMessageIsGivenBack() {
		this.scope.element(11, new ElementLog(11, this.seen));
		PoolSession session = this.scope.open(WITH_11.maxMessageSize(100_000));

		CompletableFuture<Void> tooLong = session.send(new byte[100_001]);
		this.scope.get(session.send(new byte[100_000]));

		assertThat(lost(tooLong).reason()).isEqualTo(LossReason.UNSENT);
		assertThat(lost(tooLong)).hasMessageContaining("100001");
		assertThat(this.seen).containsExactly("11:100000 octets");
	}

	@Test
	@DisplayName("RFC 5352 5: user data never has a PPID of the control channel")
	@Conformance("ASAP-5-3")
	void controlPpidsAreRefused() {
		this.scope.element(11, new ElementLog(11, this.seen));
		PoolSession session = this.scope.open(WITH_11);

		for (int ppid : new int[] { 11, 12 }) {
			assertThatThrownBy(() -> session.send(new byte[1], SendOptions.DEFAULT.ppid(ppid)))
				.isInstanceOf(IllegalArgumentException.class)
				.hasMessageContaining("PPID " + ppid);
		}
		this.scope.get(session.send(SessionScope.octets("m"), SendOptions.DEFAULT.ppid(46)));
		assertThat(this.seen).containsExactly("11:m");
	}

	@Test
	@DisplayName("3.5: towards a peer without session headers small messages work, long ones are an error to the caller")
	void sessionWithoutHeaders() {
		ElementLog element = new ElementLog(11, this.seen);
		this.scope.element(11, element);
		PoolSession session = this.scope.open(WITH_11.words(false, 0));

		this.scope.get(session.send(SessionScope.octets("small")));
		this.scope.get(session.send(new byte[65_519]));
		CompletableFuture<Void> tooLong = session.send(new byte[65_520]);
		CompletableFuture<byte[]> request = session.request(SessionScope.octets("what?"));
		this.scope.advance(50);

		assertThat(this.seen).containsExactly("11:small", "11:65519 octets");
		assertThat(lost(tooLong).reason()).isEqualTo(LossReason.UNSENT);
		assertThat(lost(tooLong)).hasMessageContaining("65519 are allowed");
		assertThat(lost(request)).hasMessageContaining("session headers");
		assertThat(element.messages.get(0).session().isNone()).isTrue();
	}

	@Test
	@DisplayName("3.5: without session headers a failover works, too; sent messages just are not marked")
	void failoverWithoutHeaders() {
		this.scope.element(11, new ElementLog(11, this.seen), (server) -> server.manualAcknowledgement(true));
		this.scope.elements(this.seen, 12);
		PoolSession session = this.scope.open(WITH_11.words(false, 0x03));
		CompletableFuture<Void> sent = session.send(SessionScope.octets("m"));
		this.scope.advance(20);

		this.scope.kill(11);
		this.scope.get(sent);

		assertThat(this.seen).containsExactly("11:m", "12:m");
	}

	@Test
	@DisplayName("[T-8]: an element that leaves the PPID out has no control channel: refused, the next one is taken")
	void elementWithoutControlChannelIsRefused() {
		MemoryHost host = this.scope.network.host("192.0.2.12");
		RawSide raw = new RawSide(InitChunk.NO_PPID);
		raw.listen(host);
		this.scope.elements(this.seen, 11);
		PoolElement.builder(SessionScope.CALC)
			.endpoint(this.scope.endpoint(host, "raw", 12))
			.id(new PoolElementId(12))
			.transport(new TcpTransport(7000, TransportUse.DATA_PLUS_CONTROL, host.address()))
			.build()
			.start();

		PoolSession session = this.scope.open(SessionOptions.DEFAULT.element(new PoolElementId(12)));
		this.scope.get(session.send(SessionScope.octets("m")));

		assertThat(this.scope.with(session)).isEqualTo(11);
		assertThat(raw.received).hasSize(1).first().isInstanceOf(InitChunk.class);
		assertThat(this.seen).containsExactly("11:m");
	}

	@Test
	@DisplayName("[T-8]: the own side cannot leave the PPID out")
	void ownSideKeepsThePpid() {
		assertThatThrownBy(() -> this.scope.user.openSession(SessionScope.CALC, SessionOptions.DEFAULT.words(true, 4)))
			.isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("control channel");
	}

	@Test
	@DisplayName("RFC 5352 3.9: no card without a control channel")
	@Conformance("ASAP-3.9-3")
	void noCardWithoutAControlChannel() {
		ElementLog element = new ElementLog(11, this.seen);
		this.scope.element(11, element);
		this.scope.elements(this.seen, 12);
		this.scope.advance(1_000);
		RawSide with = new RawSide(0);
		RawSide without = new RawSide(InitChunk.NO_PPID);

		with.dial(this.scope.userHost, this.scope.elementHosts.get(11));
		without.dial(this.scope.userHost, this.scope.elementHosts.get(11));
		this.scope.advance(100);

		assertThat(with.received).filteredOn(DataChunk.class::isInstance).as("a card").hasSize(1);
		assertThat(without.received).hasOnlyElementsOfType(InitChunk.class);
		assertThat(this.scope.get(element.sessions.get(1).cookie(SessionScope.octets("c")))).isFalse();
	}

	@Test
	@DisplayName("RFC 5352 6.5.4: a session by transport address does not fail over")
	@Conformance("ASAP-6.5.4-1")
	void sessionByAddressEndsWithItsConnection() {
		this.scope.element(11, new ElementLog(11, this.seen), (server) -> server.manualAcknowledgement(true));
		this.scope.elements(this.seen, 12);
		List<@Nullable String> ended = new ArrayList<>();
		PoolSession session = this.scope.user.openSession(this.scope.elementHosts.get(11).at(7000),
				SessionOptions.DEFAULT.listener(new SessionListener() {
					@Override
					public void ended(PoolSession session, @Nullable String failure) {
						ended.add(failure);
					}
				}));
		this.scope.untilOpen(session);
		CompletableFuture<Void> sent = session.send(SessionScope.octets("m"));
		this.scope.advance(20);

		this.scope.kill(11);
		this.scope.until("it is over", () -> session.state() == UserSessionState.CLOSED);
		this.scope.advance(60_000);

		assertThat(session.element()).isEmpty();
		assertThat(ended).containsExactly("connection reset");
		assertThat(lost(sent).reason()).isEqualTo(LossReason.UNCERTAIN);
		assertThat(this.seen).containsExactly("11:m");
		assertThat(this.scope.userTap.sent().stream().filter((line) -> line.startsWith("dial"))).hasSize(1);
		assertThat(this.scope.userTap.sent()).noneMatch((line) -> line.startsWith("UNREACHABLE"));
		assertThat(this.scope.events(RserpoolEvent.SessionFailedOver.class)).isEmpty();
	}

	@Test
	@DisplayName("S18: an element with sessions registers data plus control")
	void sessionsAreRegisteredAsDataPlusControl() {
		this.scope.elements(this.seen, 11);

		assertThat(this.scope.elements.get(11).transport()).isInstanceOfSatisfying(TcpTransport.class,
				(transport) -> assertThat(transport.use()).isEqualTo(TransportUse.DATA_PLUS_CONTROL));
	}

	@Test
	@DisplayName("S18: an element with data only is refused in a pool of sessions: Inconsistent Data/Control")
	void dataOnlyElementIsRefusedInAPoolOfSessions() {
		this.scope.elements(this.seen, 11);
		MemoryHost host = this.scope.network.host("192.0.2.12");
		PoolElement dataOnly = PoolElement.builder(SessionScope.CALC)
			.endpoint(this.scope.endpoint(host, "data-only", 12))
			.transport(new TcpTransport(7000, TransportUse.DATA_ONLY, host.address()))
			.build();

		assertThatThrownBy(dataOnly::start).isInstanceOf(RegistrationRejectedException.class)
			.hasMessageContaining("ontrol");
	}

	/**
	 * The other side of a connection, which says INIT and no more.
	 */
	private static final class RawSide implements ConnectionHandler {

		private final int flags;

		private final List<WireMessage> received = new ArrayList<>();

		private @Nullable Connection connection;

		RawSide(int flags) {
			this.flags = flags;
		}

		void listen(MemoryHost host) {
			Loop loop = host.newLoop();
			host.listen(Protocol.SESSION, host.at(7000), ConnectionOptions.DEFAULT, AcceptLimits.DEFAULT, loop,
					new ConnectionAcceptor() {
						@Override
						public void listening(java.net.InetSocketAddress boundAddress) {
						}

						@Override
						public ConnectionHandler accepted(Connection accepted) {
							greet(accepted);
							return RawSide.this;
						}

						@Override
						public void refused(Endpoint remote, String limit) {
						}
					});
		}

		void dial(MemoryHost from, MemoryHost to) {
			Loop loop = from.newLoop();
			loop.execute(() -> this.connection = from.dial(Protocol.SESSION, Endpoint.of(to.at(7000)),
					ConnectionOptions.DEFAULT, loop, this));
		}

		private void greet(Connection open) {
			open.send(new InitChunk(this.flags));
			open.flush();
		}

		@Override
		public void opened() {
			if (this.connection != null) {
				greet(this.connection);
			}
		}

		@Override
		public void dialFailed(DialFailure failure, String why) {
		}

		@Override
		public void received(WireMessage message) {
			this.received.add(message);
		}

		@Override
		public void malformed(WireFault fault, @Nullable WireMessage reply) {
		}

		@Override
		public void readComplete() {
		}

		@Override
		public void lost(String why) {
		}

	}

}
