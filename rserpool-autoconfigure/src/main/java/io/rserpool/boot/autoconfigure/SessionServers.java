package io.rserpool.boot.autoconfigure;

import java.util.Arrays;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.task.AsyncTaskExecutor;

import io.rserpool.CardDealer;
import io.rserpool.SessionHandler;
import io.rserpool.SessionServer;
import io.rserpool.SessionServerBuilder;
import io.rserpool.boot.SessionServerBuilderCustomizer;
import io.rserpool.machine.Timing;

/**
 * Prepares the session servers of pool elements.
 */
final class SessionServers {

	private static final ElementSessionProperties NOTHING = new ElementSessionProperties();

	private final ListableBeanFactory beans;

	private final Timing timing;

	private final ObjectProvider<SessionServerBuilderCustomizer> customizers;

	private final @Nullable AsyncTaskExecutor executor;

	/**
	 * Makes servers.
	 * @param executor where handlers run, or null for the core's threads
	 */
	SessionServers(ListableBeanFactory beans, Timing timing, ObjectProvider<SessionServerBuilderCustomizer> customizers,
			@Nullable AsyncTaskExecutor executor) {
		this.beans = beans;
		this.timing = timing;
		this.customizers = customizers;
		this.executor = executor;
	}

	/**
	 * Checks all values and finds the handler's name.
	 * @return makes the builder; asks for the handler, which may itself want the element
	 */
	Supplier<SessionServerBuilder> create(String name, RserpoolProperties.Element element) {
		String prefix = "rserpool.elements." + name;
		ElementSessionProperties session = element.getSession();
		SessionSettings.check(prefix + ".session", session);
		String handler = HandlerBeans.name(this.beans, SessionHandler.class, prefix + ".handler", element.getHandler());
		Supplier<CardDealer> cards = cards(prefix + ".session.cards", session.getCards());
		return () -> {
			SessionServerBuilder builder = SessionServer.builder(this.beans.getBean(handler, SessionHandler.class))
				.timers(SessionSettings.timers(this.timing, session, NOTHING))
				.maxUnacknowledged(SessionSettings.unacknowledgedMessages(session, NOTHING),
						SessionSettings.unacknowledgedOctets(session, NOTHING))
				.maxMessageSize(SessionSettings.messageOctets(session, NOTHING))
				.manualAcknowledgement(Boolean.TRUE.equals(session.getManualAcknowledgement()))
				.deduplicate(session.isDeduplicate())
				.cards(cards.get())
				.maxSessions(element.getMaxConnections());
			if (this.executor != null) {
				builder.executor(this.executor);
			}
			this.customizers.orderedStream().forEach((customizer) -> customizer.customize(name, builder));
			return builder;
		};
	}

	private Supplier<CardDealer> cards(String property, String cards) {
		return switch (cards) {
			case "none" -> () -> CardDealer.NONE;
			case "by-policy" -> () -> CardDealer.BY_POLICY;
			case "together" -> () -> CardDealer.TOGETHER;
			default -> dealerBean(property, cards);
		};
	}

	private Supplier<CardDealer> dealerBean(String property, String name) {
		String[] names = this.beans.getBeanNamesForType(CardDealer.class);
		if (!Arrays.asList(names).contains(name)) {
			throw new InvalidRserpoolPropertyException(property, name, "there is no CardDealer bean of this name",
					"none, by-policy, together, or the name of a CardDealer bean (there are: "
							+ ((names.length > 0) ? String.join(", ", names) : "none") + ")");
		}
		return () -> this.beans.getBean(name, CardDealer.class);
	}

}
