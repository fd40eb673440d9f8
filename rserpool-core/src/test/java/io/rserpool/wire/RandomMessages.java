package io.rserpool.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Valid random messages of every type, the same for the same seed. They are in the form
 * in which they are decoded again: no IPv4-mapped or link-local addresses, nothing that a
 * receiver leaves out.
 */
public final class RandomMessages {

	private static final AsapMessageType[] ASAP_TYPES = AsapMessageType.values();

	private static final EnrpMessageType[] ENRP_TYPES = EnrpMessageType.values();

	private static final PolicyType[] POLICIES = PolicyType.values();

	private final Random random;

	public RandomMessages(long seed) {
		this.random = new Random(seed);
	}

	/** A message of ASAP of any type. */
	public AsapMessage asap() {
		return asap(ASAP_TYPES[this.random.nextInt(ASAP_TYPES.length)]);
	}

	/** A message of ASAP of the given type. */
	public AsapMessage asap(AsapMessageType type) {
		return switch (type) {
			case REGISTRATION -> new Registration(handle(), element());
			case DEREGISTRATION -> new Deregistration(handle(), elementId());
			case REGISTRATION_RESPONSE ->
				new RegistrationResponse(handle(), elementId(), flag(), orNull(this::operationError));
			case DEREGISTRATION_RESPONSE ->
				new DeregistrationResponse(handle(), elementId(), orNull(this::operationError));
			case HANDLE_RESOLUTION -> new HandleResolution(handle(), flag(),
					flag() ? HandleResolution.NO_OPTION : this.random.nextInt() & HandleResolution.ALL);
			case HANDLE_RESOLUTION_RESPONSE -> handleResolutionResponse();
			case ENDPOINT_KEEP_ALIVE -> new EndpointKeepAlive(serverId(), flag(), handle(), orNull(this::elementId));
			case ENDPOINT_KEEP_ALIVE_ACK -> new EndpointKeepAliveAck(handle(), elementId());
			case ENDPOINT_UNREACHABLE -> new EndpointUnreachable(handle(), elementId());
			case SERVER_ANNOUNCE ->
				new ServerAnnounce(serverId(), list(0, 3, () -> flag() ? sctpTransport() : tcpTransport()));
			case COOKIE -> new Cookie(octets(40));
			case COOKIE_ECHO -> new CookieEcho(octets(40));
			case BUSINESS_CARD -> new BusinessCard(handle(), list(1, 4, this::element));
			case ERROR -> new AsapError(operationError());
		};
	}

	private HandleResolutionResponse handleResolutionResponse() {
		if (flag()) {
			return new HandleResolutionResponse(handle(), flag(), null, List.of(), operationError());
		}
		return new HandleResolutionResponse(handle(), flag(), orNull(this::policy), list(1, 8, this::element), null);
	}

	/** A message of ENRP of any type. */
	public EnrpMessage enrp() {
		return enrp(ENRP_TYPES[this.random.nextInt(ENRP_TYPES.length)]);
	}

	/** A message of ENRP of the given type. */
	public EnrpMessage enrp(EnrpMessageType type) {
		ServerId sender = serverId();
		ServerId receiver = flag() ? serverId() : ServerId.NONE;
		return switch (type) {
			case PRESENCE -> new Presence(sender, receiver, flag(),
					flag() ? Presence.NO_CHECKSUM : this.random.nextInt(0x10000), orNull(this::serverInformation));
			case HANDLE_TABLE_REQUEST -> new HandleTableRequest(sender, receiver, flag());
			case HANDLE_TABLE_RESPONSE -> flag() ? new HandleTableResponse(sender, receiver, true, false, List.of())
					: new HandleTableResponse(sender, receiver, false, flag(), list(0, 5, this::poolEntry));
			case HANDLE_UPDATE -> new HandleUpdate(sender, receiver, flag(),
					flag() ? UpdateAction.ADD_PE : UpdateAction.DEL_PE, handle(), element());
			case LIST_REQUEST -> new ListRequest(sender, receiver);
			case LIST_RESPONSE -> flag() ? new ListResponse(sender, receiver, true, List.of())
					: new ListResponse(sender, receiver, false, list(0, 5, this::serverInformation));
			case INIT_TAKEOVER -> new InitTakeover(sender, receiver, serverId());
			case INIT_TAKEOVER_ACK -> new InitTakeoverAck(sender, receiver, serverId());
			case TAKEOVER_SERVER -> new TakeoverServer(sender, receiver, serverId());
			case ERROR -> new EnrpError(sender, receiver, operationError());
		};
	}

	/** Mostly short, sometimes as long as a handle may be. */
	public PoolHandle handle() {
		int most = (this.random.nextInt(20) == 0) ? PoolHandle.MAX_LENGTH : 32;
		return PoolHandle.of(bytes(1 + this.random.nextInt(most)));
	}

	public PoolElementId elementId() {
		return new PoolElementId(nonZero());
	}

	public ServerId serverId() {
		return ServerId.of(nonZero());
	}

	/** An element with any transport and policy, at times with legs. */
	public PoolElementParameter element() {
		int life = flag() ? PoolElementParameter.INFINITE_LIFE : 1 + this.random.nextInt(Integer.MAX_VALUE);
		List<TransportParameter> legs = (this.random.nextInt(4) == 0) ? list(1, 3, () -> transport(5)) : List.of();
		return new PoolElementParameter(elementId(), flag() ? serverId() : ServerId.NONE, life, transport(6), policy(),
				orNull(this::sctpTransport), legs);
	}

	private PoolEntry poolEntry() {
		return new PoolEntry(handle(), list(1, 4, this::element));
	}

	private ServerInformation serverInformation() {
		return new ServerInformation(serverId(), sctpTransport());
	}

	/** A policy of a known type. */
	public MemberSelectionPolicy policy() {
		PolicyType type = POLICIES[this.random.nextInt(POLICIES.length)];
		return MemberSelectionPolicy.of(type, this.random.ints(type.words()).toArray());
	}

	private TransportParameter transport(int kinds) {
		return switch (this.random.nextInt(kinds)) {
			case 0 -> sctpTransport();
			case 1 -> tcpTransport();
			case 2 -> new UdpTransport(port(), address());
			case 3 -> new UdpLiteTransport(port(), address());
			case 4 -> new DccpTransport(port(), this.random.nextInt(), address());
			default -> new OpaqueTransport(octets(20));
		};
	}

	private SctpTransport sctpTransport() {
		return new SctpTransport(port(), use(), list(1, 5, this::address));
	}

	private TcpTransport tcpTransport() {
		return new TcpTransport(port(), use(), address());
	}

	private TransportUse use() {
		return flag() ? TransportUse.DATA_ONLY : TransportUse.DATA_PLUS_CONTROL;
	}

	private int port() {
		return 1 + this.random.nextInt(0xffff);
	}

	/** From 10.0.0.0/8 or 2001:db8::/32. */
	public IpAddress address() {
		return flag() ? new Ipv4Address(10 << 24 | this.random.nextInt(1 << 24))
				: new Ipv6Address(0x20010db800000000L | this.random.nextInt() & 0xffffffffL, this.random.nextLong());
	}

	/** One to three causes, of known and unknown codes, with and without information. */
	public OperationError operationError() {
		return new OperationError(list(1, 3, () -> new ErrorCause(this.random.nextInt(0x10), octets(9))));
	}

	private Octets octets(int most) {
		return Octets.of(bytes(this.random.nextInt(most + 1)));
	}

	private byte[] bytes(int length) {
		byte[] bytes = new byte[length];
		this.random.nextBytes(bytes);
		return bytes;
	}

	private int nonZero() {
		int value = this.random.nextInt();
		return (value != 0) ? value : 1;
	}

	private boolean flag() {
		return this.random.nextBoolean();
	}

	private <T> @Nullable T orNull(Supplier<T> supplier) {
		return flag() ? supplier.get() : null;
	}

	private <T> List<T> list(int least, int most, Supplier<? extends T> supplier) {
		int count = least + this.random.nextInt(most - least + 1);
		List<T> list = new ArrayList<>(count);
		for (int i = 0; i < count; i++) {
			list.add(supplier.get());
		}
		return list;
	}

}
