package io.rserpool.dashboard;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

import io.rserpool.EnrpServer;
import io.rserpool.dashboard.view.ChangeRow;
import io.rserpool.dashboard.view.OverviewView;
import io.rserpool.dashboard.view.PoolView;
import io.rserpool.dashboard.view.PoolsView;
import io.rserpool.dashboard.view.ServersView;
import io.rserpool.wire.PoolHandle;

/**
 * What the pages show, as JSON.
 */
@RestController
@RequestMapping("${rserpool.dashboard.path:/rserpool}/api")
class DashboardApi {

	private final DashboardViews views;

	DashboardApi(DashboardViews views) {
		this.views = views;
	}

	@GetMapping("/overview")
	OverviewView overview() {
		return this.views.overview(server());
	}

	@GetMapping("/pools")
	PoolsView pools(@RequestParam(required = false) @Nullable String after) {
		server();
		return this.views.pools(LiveRequest.handle(after));
	}

	@GetMapping("/pools/{handle}")
	PoolView pool(@PathVariable String handle, @RequestParam(required = false) @Nullable String after) {
		return this.views.pool(server(), PoolHandle.parse(handle), LiveRequest.element(after))
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
	}

	@GetMapping("/servers")
	ServersView servers() {
		return this.views.servers(server());
	}

	@GetMapping("/events")
	List<ChangeRow> events(@RequestParam(defaultValue = "0") long since) {
		return this.views.since(since);
	}

	@ExceptionHandler(IllegalArgumentException.class)
	@ResponseStatus(HttpStatus.BAD_REQUEST)
	Map<String, String> badAddress(IllegalArgumentException ex) {
		return Map.of("error", String.valueOf(ex.getMessage()));
	}

	@ExceptionHandler(SilentServerException.class)
	@ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
	Map<String, String> silent(SilentServerException ex) {
		return Map.of("error", String.valueOf(ex.getMessage()));
	}

	private EnrpServer server() {
		EnrpServer server = this.views.server();
		if (server == null) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND, this.views.words().say("none.title"));
		}
		return server;
	}

}
