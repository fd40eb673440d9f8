package io.rserpool.asap;

import io.rserpool.machine.Endpoint;

/**
 * The timers of an ASAP endpoint. Those that fire late, twice or after their end do
 * nothing.
 */
public sealed interface AsapTimer {

	/** T5-Serverhunt: gives up this set of servers and dials the next. */
	record ServerHunt() implements AsapTimer {
	}

	/** A server that hung up before it served may be dialled again. */
	record Redial() implements AsapTimer {
	}

	/** The least time between two adoptions is over: the last offer counts [SR-15]. */
	record Adoption() implements AsapTimer {
	}

	/** T7-ENRPoutdate: forgets an announced server. */
	record AnnounceOutdate(Endpoint server) implements AsapTimer {
	}

	/** Three times the longest gap between keep-alives: registers again [T-4]. */
	record KeepAliveSilence() implements AsapTimer {
	}

	/** T2-registration: no answer, or no server, for a registration. */
	record Registration(ElementKey element) implements AsapTimer {
	}

	/** T3-deregistration: no answer, or no server, for a deregistration. */
	record Deregistration(ElementKey element) implements AsapTimer {
	}

	/** T4-reregistration: registers again. */
	record Reregistration(ElementKey element) implements AsapTimer {
	}

	/** The least time between two policy updates is over: sends the latest values. */
	record PolicyUpdate(ElementKey element) implements AsapTimer {
	}

	/** RETRAN-MAX after a failure: begins again, [A-32]. */
	record Retry(ElementKey element) implements AsapTimer {
	}

	/** T1-ENRPrequest: no answer, or no server, for the oldest resolution or more. */
	record Resolution() implements AsapTimer {
	}

}
