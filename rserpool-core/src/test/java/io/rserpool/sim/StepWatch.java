package io.rserpool.sim;

import java.util.ArrayList;
import java.util.List;

import io.rserpool.enrp.ServerProbe;
import io.rserpool.handlespace.Handlespace;
import io.rserpool.handlespace.PoolElementEntry;
import io.rserpool.wire.EnrpMessage;
import io.rserpool.wire.HandleUpdate;
import io.rserpool.wire.ServerId;
import io.rserpool.wire.UpdateAction;
import io.rserpool.wire.WireMessage;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what one message of a peer does to a server: an element goes only by a message
 * of its own home (I3), and most messages take nothing away at all.
 */
final class StepWatch implements InputWatch {

	/** Tables up to this size are compared entry by entry. */
	private static final int SMALL = 200;

	private final Server server;

	private final Traffic traffic;

	private int countBefore;

	private @Nullable PoolElementEntry subject;

	private @Nullable ServerId homeBefore;

	private final List<PoolElementEntry> others = new ArrayList<>();

	StepWatch(Server server, Traffic traffic) {
		this.server = server;
		this.traffic = traffic;
	}

	@Override
	public void before(WireMessage message) {
		if (!(message instanceof EnrpMessage enrp)) {
			return;
		}
		Handlespace handlespace = ServerProbe.handlespace(this.server.machine());
		this.countBefore = handlespace.elementCount();
		switch (enrp.type()) {
			case HANDLE_UPDATE -> {
				HandleUpdate update = (HandleUpdate) message;
				this.subject = handlespace.find(update.handle(), update.element().id());
				this.homeBefore = (this.subject != null) ? this.subject.home() : null;
			}
			case HANDLE_TABLE_RESPONSE -> {
				this.others.clear();
				if (this.countBefore <= SMALL) {
					handlespace.poolsAfter(null, Integer.MAX_VALUE).forEach((pool) -> pool.forEach((entry) -> {
						if (!entry.home().equals(enrp.sender())) {
							this.others.add(entry);
						}
					}));
				}
			}
			default -> {
			}
		}
	}

	@Override
	public void after(WireMessage message) {
		if (!(message instanceof EnrpMessage enrp)) {
			return;
		}
		this.traffic.received(this.server, enrp);
		Handlespace handlespace = ServerProbe.handlespace(this.server.machine());
		int countAfter = handlespace.elementCount();
		switch (enrp.type()) {
			case HANDLE_UPDATE -> afterUpdate((HandleUpdate) message, countAfter);
			case HANDLE_TABLE_RESPONSE -> {
				for (PoolElementEntry entry : this.others) {
					if (!entry.isRegistered()) {
						throw new AssertionError("Server " + this.server + " lost " + entry + ", home " + entry.home()
								+ ", by a table of " + enrp.sender());
					}
				}
			}
			default -> {
				if (countAfter < this.countBefore) {
					throw new AssertionError("Server " + this.server + " lost " + (this.countBefore - countAfter)
							+ " elements by " + message);
				}
			}
		}
	}

	private void afterUpdate(HandleUpdate update, int countAfter) {
		PoolElementEntry known = this.subject;
		boolean gone = known != null && !known.isRegistered();
		if (gone && !update.sender().equals(this.homeBefore)) {
			throw new AssertionError("Server " + this.server + " removed " + known + ", home " + this.homeBefore
					+ ", because of " + update);
		}
		if (gone && update.action() == UpdateAction.ADD_PE) {
			throw new AssertionError("Server " + this.server + " removed " + known + " because of an ADD_PE");
		}
		if (countAfter < this.countBefore - (gone ? 1 : 0)) {
			throw new AssertionError("Server " + this.server + " lost other elements by " + update);
		}
	}

}
