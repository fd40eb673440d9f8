package io.rserpool.session;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

import org.jspecify.annotations.Nullable;

import io.rserpool.wire.AsapMessage;
import io.rserpool.wire.OctetSlice;
import io.rserpool.wire.WireFault;

/**
 * Writes down what a link tells, in words, and does what a test wants on received data.
 */
final class LinkLog implements LinkListener {

	final List<String> calls = new ArrayList<>();

	final List<AsapMessage> control = new ArrayList<>();

	final List<OctetSlice> data = new ArrayList<>();

	private LongConsumer onData = (number) -> {
	};

	private Runnable onControl = () -> {
	};

	private Runnable onAcknowledged = () -> {
	};

	void onData(LongConsumer action) {
		this.onData = action;
	}

	void onControl(Runnable action) {
		this.onControl = action;
	}

	void onAcknowledged(Runnable action) {
		this.onAcknowledged = action;
	}

	/** The last call, or an empty text. */
	String last() {
		return this.calls.isEmpty() ? "" : this.calls.get(this.calls.size() - 1);
	}

	@Override
	public void opened(long now) {
		this.calls.add("opened");
	}

	@Override
	public void received(long number, int stream, int ppid, boolean unordered, OctetSlice data, long now) {
		this.calls.add("data " + number + " stream " + stream + " ppid " + Integer.toUnsignedString(ppid)
				+ (unordered ? " unordered" : "") + " '" + new String(data.toByteArray(), StandardCharsets.UTF_8)
				+ "'");
		this.data.add(data);
		this.onData.accept(number);
	}

	@Override
	public void controlReceived(AsapMessage message, long now) {
		this.calls.add("control " + message.type());
		this.control.add(message);
		this.onControl.run();
	}

	@Override
	public void controlDamaged(WireFault fault, long now) {
		this.calls.add("control damaged " + fault.kind());
	}

	@Override
	public void skipped(int type, long now) {
		this.calls.add("skipped " + type);
	}

	@Override
	public void acknowledged(long number, long now) {
		this.calls.add("acknowledged " + number);
		this.onAcknowledged.run();
	}

	@Override
	public void failed(@Nullable String error, String why, long now) {
		this.calls.add("failed " + ((error != null) ? error : "without error: " + why));
	}

	@Override
	public void closed(long now) {
		this.calls.add("closed");
	}

}
