package io.rserpool.dashboard;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;

import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.context.IWebContext;

import org.springframework.web.util.UriUtils;

import io.rserpool.EnrpServer;
import io.rserpool.dashboard.view.Badge;
import io.rserpool.dashboard.view.Banner;
import io.rserpool.dashboard.view.Handles;
import io.rserpool.wire.PoolHandle;

/**
 * The expression object {@code #rserpool} of templates: words, links and the frame's
 * facts. Made for each rendering. Outside of a request the links begin with the context
 * variable {@code base}.
 */
public final class DashboardExpressions {

	static final String THEME_COOKIE = "rserpool-theme";

	private static final Set<String> THEMES = Set.of("light", "dark");

	private final DashboardViews views;

	private final IExpressionContext context;

	DashboardExpressions(DashboardViews views, IExpressionContext context) {
		this.views = views;
		this.context = context;
	}

	/** The sentence with the given key. */
	public String say(String key, Object... args) {
		return this.views.words().say(key, args);
	}

	/** {@code 14:32:08 UTC}. */
	public String clock(Instant instant) {
		return this.views.words().clock(instant);
	}

	/** {@code 14:32:08}. */
	public String time(Instant instant) {
		return clock(instant).substring(0, 8);
	}

	/** {@code 22 November 2026, UTC}. */
	public String day(Instant instant) {
		return this.views.words().day(instant);
	}

	/** {@code 16 s ago}. */
	public String ago(Instant instant) {
		return this.views.words().ago(instant, this.views.now());
	}

	/** {@code 0.4 s old}. */
	public String old(Instant instant) {
		return this.views.words().old(instant, this.views.now());
	}

	/** {@code 16 s}. */
	public String age(Instant instant) {
		return this.views.words().left(this.views.now(), instant);
	}

	/** {@code 4 min 12 s}. */
	public String left(Instant instant) {
		return this.views.words().left(instant, this.views.now());
	}

	/** {@code 12,345}. */
	public String count(long count) {
		return this.views.words().count(count);
	}

	/** A link into the dashboard. */
	public String link(String below) {
		return root() + this.views.path() + below;
	}

	/**
	 * A query of those names and values, in turn, whose value is neither null nor empty:
	 * {@code ?pool=billing}.
	 */
	public String query(@Nullable Object... namesAndValues) {
		StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
		for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
			String value = String.valueOf(Objects.requireNonNullElse(namesAndValues[i + 1], ""));
			if (!value.isEmpty()) {
				query.add(namesAndValues[i] + "=" + UriUtils.encode(value, StandardCharsets.UTF_8));
			}
		}
		return query.toString();
	}

	/** The link of a pool's page. */
	public String poolLink(PoolHandle handle) {
		return link("/pools/" + Handles.slug(handle));
	}

	/** The link of a tab. */
	public String href(DashboardTab tab) {
		return root() + tab.href();
	}

	/** Whether the page that names the given tab belongs to it. */
	public boolean current(DashboardTab tab, @Nullable String named) {
		return tab.href().equals(named) || tab.href().equals(this.views.path() + "/" + named)
				|| (tab.href().equals(this.views.path()) && "overview".equals(named));
	}

	/** The server's clock, for the browser's ages. */
	public Instant getNow() {
		return this.views.now();
	}

	public List<DashboardTab> getTabs() {
		return this.views.tabs();
	}

	/** The scope's health. */
	public Badge getBadge() {
		return this.views.badge();
	}

	/** What is wrong with the answering server, or null. */
	public @Nullable Banner getBanner() {
		return this.views.banner();
	}

	/** The answering server's short name, or null. */
	public @Nullable String getWitness() {
		return this.views.witness();
	}

	/** The product, its version and the server's timer profile. */
	public String getVersion() {
		EnrpServer server = this.views.server();
		return this.views.words()
			.say("frame.version", DashboardVersion.get(), (server != null) ? 1 : 0,
					(server != null) ? server.timing().profile().name().toLowerCase(Locale.ROOT) : "");
	}

	/** The theme of the cookie, or null = the system's. */
	public @Nullable String getTheme() {
		if (!(this.context instanceof IWebContext web)) {
			return null;
		}
		String[] values = web.getExchange().getRequest().getCookieValues(THEME_COOKIE);
		return (values != null && values.length != 0 && THEMES.contains(values[0])) ? values[0] : null;
	}

	/** The title of a page. */
	public String title(String page) {
		return this.views.words().say("frame.title", page, this.views.name());
	}

	private String root() {
		if (this.context instanceof IWebContext web) {
			String path = web.getExchange().getRequest().getApplicationPath();
			return (path != null) ? path : "";
		}
		Object base = this.context.getVariable("base");
		return (base != null) ? base.toString() : "";
	}

}
