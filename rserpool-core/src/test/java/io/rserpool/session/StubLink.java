package io.rserpool.session;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import io.rserpool.wire.AsapMessage;
import io.rserpool.wire.OctetSlice;
import io.rserpool.wire.WireFault;
import io.rserpool.wire.WireMessage;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * An open link with session headers that writes down the user data it is given.
 */
final class StubLink implements SessionLink {

	/** The bodies, pieces of long messages one by one. */
	final List<String> sent = new ArrayList<>();

	boolean open = true;

	@Override
	public long sendData(int stream, int ppid, boolean unordered, OctetSlice head, OctetSlice body, long now) {
		if (!this.open) {
			throw new IllegalStateException("The link is not open");
		}
		this.sent.add(new String(body.toByteArray(), UTF_8));
		return this.sent.size() - 1L;
	}

	@Override
	public boolean isOpen() {
		return this.open;
	}

	@Override
	public boolean hasHeaders() {
		return true;
	}

	@Override
	public boolean hasControl() {
		return true;
	}

	@Override
	public int maxData() {
		return 65_519;
	}

	@Override
	public void open(long now) {
	}

	@Override
	public void sendControl(AsapMessage message, long now) {
	}

	@Override
	public void delivered(long number, long now) {
	}

	@Override
	public void received(WireMessage message, long now) {
	}

	@Override
	public void malformed(WireFault fault, long now) {
	}

	@Override
	public void timerExpired(LinkTimer timer, long now) {
	}

	@Override
	public void lost(String why, long now) {
	}

	@Override
	public void close(long now) {
	}

	@Override
	public void abort(String why, long now) {
	}

	@Override
	public void tune(LinkTuning tuning, long now) {
	}

	@Override
	public OptionalLong roundTripMillis() {
		return OptionalLong.empty();
	}

	@Override
	public int pathMtu() {
		throw new UnsupportedOperationException();
	}

}
