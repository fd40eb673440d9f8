package io.rserpool.boot.view;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.rserpool.enrp.ElementSnapshot;

/**
 * One pool element as a server sees it at one moment.
 *
 * @param id such as {@code 0x1a2b3c4d}
 * @param home id of its home server
 * @param state such as {@code up}
 * @param transport its user transport, such as {@code tcp 192.0.2.1:8080}
 * @param additionalLegs its further transports
 * @param asapTransport where its home server reaches it, or null
 * @param policy its policy with its values
 * @param lifeSeconds its registration life, -1 = infinite
 * @param lifeLeftMillis until it expires, -1 = never
 * @param ageMillis since it first registered here
 * @param selections how often it was returned first
 * @param keepAliveRoundTripMillis the last keep-alive's round trip, -1 = none yet
 * @param reporters distinct users that reported it unreachable in the last minute
 */
public record ElementView(String id, String home, String state, String transport, List<String> additionalLegs,
		@Nullable String asapTransport, String policy, int lifeSeconds, long lifeLeftMillis, long ageMillis,
		long selections, long keepAliveRoundTripMillis, int reporters) {

	/** Returns the view of a snapshot. */
	public static ElementView of(ElementSnapshot element) {
		return new ElementView(element.id().toString(), element.home().toString(), Texts.kebab(element.state()),
				Texts.transport(element.transport()), element.additionalLegs().stream().map(Texts::transport).toList(),
				(element.asapTransport() != null) ? Texts.transport(element.asapTransport()) : null,
				Texts.policy(element.policy()), element.lifeSeconds(), element.lifeLeftMillis(), element.ageMillis(),
				element.selections(), element.keepAliveRoundTripMillis(), element.reporters());
	}

}
