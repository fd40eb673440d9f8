package io.rserpool.boot.actuate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

import io.rserpool.AsapEndpoint;
import io.rserpool.EnrpServer;
import io.rserpool.PoolElement;
import io.rserpool.boot.view.EndpointView;
import io.rserpool.boot.view.OverviewView;
import io.rserpool.boot.view.PoolView;
import io.rserpool.boot.view.PoolsView;
import io.rserpool.boot.view.RegistrationView;
import io.rserpool.boot.view.ServerView;
import io.rserpool.boot.view.Texts;
import io.rserpool.boot.view.TimersView;
import io.rserpool.enrp.PoolSnapshot;
import io.rserpool.machine.Timing;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;

/**
 * The actuator endpoint {@code rserpool}: {@code /rserpool} is an overview,
 * {@code /rserpool/pools} a page of the embedded server's pools, and
 * {@code /rserpool/pools/{handle}} one of them with a page of its elements. Reads only.
 */
@Endpoint(id = "rserpool")
public final class RserpoolEndpoint {

	private static final String POOLS = "pools";

	private static final int DEFAULT_LIMIT = 100;

	private static final int MAX_LIMIT = 1000;

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final Timing timing;

	private final @Nullable EnrpServer server;

	private final @Nullable AsapEndpoint endpoint;

	private final Map<String, PoolElement> elements;

	private final List<String> users;

	/**
	 * An endpoint over the parts of this process.
	 * @param timing the effective timers
	 * @param server the embedded server, if there is one
	 * @param endpoint the way to the home server, if there is one
	 * @param elements pool elements by bean name
	 * @param users bean names of pool users
	 */
	public RserpoolEndpoint(Timing timing, @Nullable EnrpServer server, @Nullable AsapEndpoint endpoint,
			Map<String, PoolElement> elements, List<String> users) {
		this.timing = timing;
		this.server = server;
		this.endpoint = endpoint;
		this.elements = Map.copyOf(elements);
		this.users = List.copyOf(users);
	}

	/** Everything of this process at a glance. */
	@ReadOperation
	public OverviewView overview() {
		List<RegistrationView> registrations = new ArrayList<>();
		this.elements.entrySet()
			.stream()
			.sorted(Map.Entry.comparingByKey())
			.forEach((entry) -> registrations.add(RegistrationView.of(entry.getKey(), entry.getValue())));
		EnrpServer current = this.server;
		ServerView serverView = (current != null && current.isRunning())
				? ServerView.of(current, await(current.snapshot())) : null;
		return new OverviewView(serverView, (this.endpoint != null) ? EndpointView.of(this.endpoint) : null,
				registrations, this.users, Texts.kebab(this.timing.profile()), TimersView.of(this.timing));
	}

	/**
	 * A page of pools, without their elements.
	 * @param section {@code pools}
	 * @param after the last handle of the page before
	 * @param limit most pools of the page, 1 to 1000
	 * @return the page, or null if there is no such section or no embedded server
	 */
	@ReadOperation
	public @Nullable PoolsView section(@Selector String section, @Nullable String after, @Nullable Integer limit) {
		EnrpServer current = this.server;
		if (!POOLS.equals(section) || current == null || !current.isRunning()) {
			return null;
		}
		int size = limit(limit, 1);
		List<PoolSnapshot> page = await(current.pools((after != null) ? handle(after) : null, size, 0));
		String next = (page.size() == size) ? page.get(size - 1).handle().toString() : null;
		return new PoolsView(page.stream().map(PoolView::of).toList(), next);
	}

	/**
	 * One pool with a page of its elements.
	 * @param section {@code pools}
	 * @param handle the pool's handle as text, or {@code hex:} and digits
	 * @param after the last element id of the page before
	 * @param limit most elements of the page, 0 to 1000
	 * @return the pool, or null if there is no such section, server or pool
	 */
	@ReadOperation
	public @Nullable PoolView pool(@Selector String section, @Selector String handle, @Nullable String after,
			@Nullable Integer limit) {
		EnrpServer current = this.server;
		if (!POOLS.equals(section) || current == null || !current.isRunning()) {
			return null;
		}
		return await(current.pool(handle(handle), (after != null) ? id(after) : null, limit(limit, 0)))
			.map(PoolView::of)
			.orElse(null);
	}

	private static int limit(@Nullable Integer limit, int least) {
		if (limit == null) {
			return DEFAULT_LIMIT;
		}
		if (limit < least || limit > MAX_LIMIT) {
			throw bad("limit", limit.toString(), "a number of " + least + " to " + MAX_LIMIT);
		}
		return limit;
	}

	private static PoolHandle handle(String text) {
		try {
			return PoolHandle.parse(text);
		}
		catch (IllegalArgumentException ex) {
			throw bad("handle", text, "text of 1 to 1024 octets, or 'hex:' and pairs of hexadecimal digits");
		}
	}

	private static PoolElementId id(String text) {
		try {
			return new PoolElementId(Integer.parseUnsignedInt(text.startsWith("0x") ? text.substring(2) : text, 16));
		}
		catch (NumberFormatException ex) {
			throw bad("after", text, "an element id such as 0x1a2b3c4d");
		}
	}

	private static InvalidEndpointRequestException bad(String name, String value, String allowed) {
		String message = "'" + name + "' is '" + value + "', allowed is " + allowed;
		return new InvalidEndpointRequestException(message, message);
	}

	private static <T> T await(CompletableFuture<T> answer) {
		try {
			return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for the ENRP server", ex);
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new IllegalStateException("The ENRP server did not answer", ex);
		}
	}

}
