package io.rserpool.dashboard;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.ISpringTemplateEngine;

import io.rserpool.EnrpServer;
import io.rserpool.wire.PoolHandle;

/**
 * Renders the parts of a page that can change, from the page's own template.
 */
class LiveRenderer {

	private static final Map<String, List<String>> FRAGMENTS = Map.of("overview",
			List.of("verdict", "facts", "topology", "changes", "endpoints", "pools", "empty"), "pools",
			List.of("pools"), "servers", List.of("verdict", "servers", "audit", "candidates", "changes"), "pool",
			List.of("verdict", "facts", "elements", "changes"), "history", List.of("verdict", "timeline"));

	private final DashboardViews views;

	private final Supplier<ISpringTemplateEngine> engine;

	LiveRenderer(DashboardViews views, Supplier<ISpringTemplateEngine> engine) {
		this.views = views;
		this.engine = engine;
	}

	boolean knows(String page) {
		return FRAGMENTS.containsKey(page);
	}

	/** Reads the server without a viewer, for the rates. */
	void sample() {
		if (this.views.server() != null) {
			this.views.sample();
		}
	}

	/** When the numbers are from. */
	String time() {
		return this.views.now().toString();
	}

	/** Whether the server answers. */
	boolean isFresh() {
		return this.views.banner() == null;
	}

	/**
	 * Renders a page's fragments by id; the frame's badge and the banner are among them.
	 */
	Map<String, String> render(LiveRequest request) {
		Map<String, String> fragments = new LinkedHashMap<>();
		Context context = new Context(Locale.ENGLISH);
		context.setVariable("base", request.base());
		fragments.put("badge", render("rserpool/parts", "badge", context));
		Object view = silentOr(request);
		fragments.put("banner", render("rserpool/parts", "banner", context));
		if (view != null) {
			context.setVariable("view", view);
			for (String id : FRAGMENTS.getOrDefault(request.page(), List.of())) {
				fragments.put(id, render("rserpool/" + request.page(), id, context));
			}
		}
		return fragments;
	}

	private String render(String template, String id, Context context) {
		return this.engine.get().process(template, Set.of("#" + id), context).strip();
	}

	/** While the server is silent, what a page shows stays. */
	private @Nullable Object silentOr(LiveRequest request) {
		try {
			return view(request);
		}
		catch (SilentServerException ex) {
			return null;
		}
	}

	private @Nullable Object view(LiveRequest request) {
		EnrpServer server = this.views.server();
		if ("history".equals(request.page())) {
			return this.views.history(null, LiveRequest.handle(request.pool()), request.query());
		}
		if (server == null) {
			return null;
		}
		return switch (request.page()) {
			case "overview" -> this.views.overview(server);
			case "servers" -> this.views.servers(server);
			case "pools" -> this.views.pools(LiveRequest.handle(request.after()));
			case "pool" -> pool(server, request);
			default -> null;
		};
	}

	private @Nullable Object pool(EnrpServer server, LiveRequest request) {
		PoolHandle handle = LiveRequest.handle(request.handle());
		return (handle != null) ? this.views.pool(server, handle, LiveRequest.element(request.after())).orElse(null)
				: null;
	}

}
