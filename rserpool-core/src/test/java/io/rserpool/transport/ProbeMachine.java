package io.rserpool.transport;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import io.rserpool.machine.ConnectionId;
import io.rserpool.machine.DialFailure;
import io.rserpool.machine.Effects;
import io.rserpool.machine.Endpoint;
import io.rserpool.machine.Machine;
import io.rserpool.machine.Protocol;
import io.rserpool.wire.WireFault;
import io.rserpool.wire.WireMessage;

/**
 * A machine that writes down its inputs and does what a test tells it to.
 */
public final class ProbeMachine implements Machine<String> {

	public final List<String> inputs = Collections.synchronizedList(new ArrayList<>());

	public final List<ConnectionId> up = Collections.synchronizedList(new ArrayList<>());

	public final List<WireMessage> messages = Collections.synchronizedList(new ArrayList<>());

	private final Effects<String> effects;

	private BiConsumer<ConnectionId, WireMessage> onMessage = (connection, message) -> {
	};

	private Runnable onTimer = () -> {
	};

	public ProbeMachine(Effects<String> effects) {
		this.effects = effects;
	}

	/** Makes a driver for it. */
	public static MachineDriver<String> driver(Network network) {
		return driver(network, ConnectionOptions.DEFAULT);
	}

	public static MachineDriver<String> driver(Network network, ConnectionOptions options) {
		return new MachineDriver<>("probe", network, network.newLoop(), new io.rserpool.event.EventStream(), options);
	}

	public static ProbeMachine in(MachineDriver<String> driver) {
		ProbeMachine machine = new ProbeMachine(driver);
		driver.drive(machine);
		return machine;
	}

	public void onMessage(BiConsumer<ConnectionId, WireMessage> onMessage) {
		this.onMessage = onMessage;
	}

	/** Sends every message back. */
	public ProbeMachine echoing() {
		onMessage(this.effects::send);
		return this;
	}

	public void onTimer(Runnable onTimer) {
		this.onTimer = onTimer;
	}

	@Override
	public void connectionUp(ConnectionId connection, Protocol protocol, Endpoint local, Endpoint remote,
			boolean dialled, long now) {
		this.up.add(connection);
		this.inputs.add("up " + protocol + " " + remote.address() + (dialled ? " dialled" : " accepted"));
	}

	@Override
	public void dialFailed(ConnectionId connection, DialFailure failure, long now) {
		this.inputs.add("dial failed " + failure);
	}

	@Override
	public void received(ConnectionId from, WireMessage message, long now) {
		this.inputs.add("received " + message.getClass().getSimpleName());
		this.messages.add(message);
		this.onMessage.accept(from, message);
	}

	@Override
	public void malformed(ConnectionId from, WireFault fault, @Nullable WireMessage reply, long now) {
		this.inputs.add("malformed " + fault.kind());
	}

	@Override
	public void multicastReceived(Endpoint source, WireMessage message, long now) {
		this.inputs.add("multicast " + message.getClass().getSimpleName());
	}

	@Override
	public void connectionLost(ConnectionId connection, String why, long now) {
		this.inputs.add("lost " + why);
	}

	@Override
	public void timerExpired(String key, long now) {
		this.inputs.add("timer " + key);
		this.onTimer.run();
	}

}
