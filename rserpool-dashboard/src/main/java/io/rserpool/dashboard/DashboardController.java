package io.rserpool.dashboard;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

import io.rserpool.EnrpServer;
import io.rserpool.dashboard.view.Handles;
import io.rserpool.dashboard.view.HistoryView;
import io.rserpool.dashboard.view.PoolView;
import io.rserpool.wire.PoolElementId;
import io.rserpool.wire.PoolHandle;

/**
 * The dashboard's pages.
 */
@Controller
@RequestMapping("${rserpool.dashboard.path:/rserpool}")
class DashboardController {

	private final DashboardViews views;

	DashboardController(DashboardViews views) {
		this.views = views;
	}

	@ModelAttribute
	void notStored(HttpServletResponse response) {
		response.setHeader("Cache-Control", "no-store");
	}

	@GetMapping({ "", "/" })
	String overview(HttpServletRequest request, Model model) {
		EnrpServer server = this.views.server();
		if (server == null) {
			return none(model);
		}
		model.addAttribute("title", this.views.words().say("overview.title"));
		model.addAttribute("view", this.views.overview(server));
		model.addAttribute("api", api(request, "/overview"));
		return "rserpool/overview";
	}

	@GetMapping("/pools")
	String pools(@RequestParam(required = false) @Nullable String after, HttpServletRequest request, Model model) {
		if (this.views.server() == null) {
			return none(model);
		}
		model.addAttribute("title", this.views.words().say("pools.title"));
		model.addAttribute("view", this.views.pools(LiveRequest.handle(after)));
		model.addAttribute("api", api(request, "/pools"));
		return "rserpool/pools";
	}

	@GetMapping("/pools/{handle}")
	String pool(@PathVariable String handle, @RequestParam(required = false) @Nullable String after,
			HttpServletRequest request, HttpServletResponse response, Model model) {
		EnrpServer server = this.views.server();
		if (server == null) {
			return none(model);
		}
		PoolHandle pool = PoolHandle.parse(handle);
		PoolElementId id = LiveRequest.element(after);
		Optional<PoolView> view = this.views.pool(server, pool, id);
		if (view.isEmpty()) {
			response.setStatus(HttpServletResponse.SC_NOT_FOUND);
			model.addAttribute("sentence", this.views.words()
				.say("message.unknownPool", String.valueOf(this.views.witness()), pool.toString()));
			model.addAttribute("why", this.views.words().say("message.unknownPool.why"));
			model.addAttribute("search", pool.toString());
			return "rserpool/message";
		}
		model.addAttribute("title", pool.toString());
		model.addAttribute("view", view.get());
		model.addAttribute("octets", Handles.octets(pool));
		model.addAttribute("api", api(request, "/pools/" + Handles.slug(pool)));
		return "rserpool/pool";
	}

	@GetMapping("/servers")
	String servers(HttpServletRequest request, Model model) {
		EnrpServer server = this.views.server();
		if (server == null) {
			return none(model);
		}
		model.addAttribute("title", this.views.words().say("servers.title"));
		model.addAttribute("view", this.views.servers(server));
		model.addAttribute("api", api(request, "/servers"));
		return "rserpool/servers";
	}

	@GetMapping("/history")
	String history(@RequestParam(required = false) @Nullable Long before,
			@RequestParam(required = false) @Nullable String pool, @RequestParam(required = false) @Nullable String q,
			HttpServletRequest request, Model model) {
		HistoryView view = this.views.history(before, LiveRequest.handle(pool), q);
		model.addAttribute("title", this.views.words().say("history.title"));
		model.addAttribute("view", view);
		model.addAttribute("api", api(request, "/events"));
		return "rserpool/history";
	}

	/** A handle or an id in the address is none. */
	@ExceptionHandler(IllegalArgumentException.class)
	ModelAndView badAddress(HttpServletResponse response) {
		response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
		return message("message.badHandle");
	}

	@ExceptionHandler(SilentServerException.class)
	ModelAndView silent(HttpServletResponse response) {
		response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
		response.setHeader("Retry-After", "1");
		return message("message.silent");
	}

	private ModelAndView message(String key) {
		String witness = this.views.witness();
		ModelAndView message = new ModelAndView("rserpool/message");
		message.addObject("sentence", this.views.words().say(key, (witness != null) ? witness : ""));
		message.addObject("why", this.views.words().say(key + ".why"));
		return message;
	}

	private String none(Model model) {
		model.addAttribute("endpoints", this.views.endpoints());
		return "rserpool/none";
	}

	private String api(HttpServletRequest request, String below) {
		return request.getContextPath() + this.views.path() + "/api" + below;
	}

}
