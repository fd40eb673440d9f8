package io.rserpool.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The streams of live updates: an event's name is the id of an element, its data the
 * element's new HTML. The event {@code tick} says when the numbers are from.
 */
@Controller
@RequestMapping("${rserpool.dashboard.path:/rserpool}/live")
class LiveController {

	private final LiveHub hub;

	LiveController(LiveHub hub) {
		this.hub = hub;
	}

	@GetMapping(path = "/{page}", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	ResponseEntity<SseEmitter> live(@PathVariable String page, @RequestParam(required = false) @Nullable String handle,
			@RequestParam(required = false) @Nullable String after,
			@RequestParam(required = false) @Nullable String pool, @RequestParam(required = false) @Nullable String q,
			HttpServletRequest request) {
		SseEmitter emitter;
		try {
			LiveRequest.handle(handle);
			LiveRequest.handle(pool);
			emitter = this.hub.open(new LiveRequest(request.getContextPath(), page, handle, after, pool, q));
		}
		catch (IllegalArgumentException ex) {
			return ResponseEntity.badRequest().build();
		}
		if (emitter == null) {
			return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
		}
		return ResponseEntity.ok().header("Cache-Control", "no-store").header("X-Accel-Buffering", "no").body(emitter);
	}

}
