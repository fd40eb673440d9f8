package io.rserpool.quickstart.web;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.view.RedirectView;

import jakarta.servlet.http.HttpServletRequest;

import io.rserpool.quickstart.picture.Gallery;
import io.rserpool.quickstart.picture.Picture;
import io.rserpool.quickstart.picture.PictureImages;
import io.rserpool.quickstart.process.Painters;
import io.rserpool.quickstart.process.Servers;
import io.rserpool.quickstart.story.Chronicle;
import io.rserpool.quickstart.story.ServerStory;

/**
 * The page, its data, its pictures and its buttons.
 */
@Controller
class DemoController {

	private final DemoViews views;

	private final DemoStream stream;

	private final Gallery gallery;

	private final Painters painters;

	private final Chronicle chronicle;

	private final Servers servers;

	private final ServerStory story;

	DemoController(DemoViews views, DemoStream stream, Gallery gallery, Painters painters, Chronicle chronicle,
			Servers servers, ServerStory story) {
		this.views = views;
		this.stream = stream;
		this.gallery = gallery;
		this.painters = painters;
		this.chronicle = chronicle;
		this.servers = servers;
		this.story = story;
	}

	@GetMapping("/")
	String page(HttpServletRequest request, Model model) {
		String base = request.getContextPath();
		model.addAttribute("base", base);
		model.addAttribute("api", base + "/demo/status");
		model.addAttribute("view", this.views.view(base));
		return "quickstart";
	}

	@GetMapping("/demo/status")
	@ResponseBody
	DemoView status(HttpServletRequest request) {
		return this.views.view(request.getContextPath());
	}

	@GetMapping(path = "/demo/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	SseEmitter stream(HttpServletRequest request) {
		return this.stream.open(request.getContextPath());
	}

	@GetMapping("/demo/pictures/{number}.png")
	ResponseEntity<byte[]> picture(@PathVariable long number) {
		Picture picture = this.gallery.find(number);
		if (picture == null) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		return png(PictureImages.picture(picture), CacheControl.noStore());
	}

	@GetMapping("/demo/pictures/{number}/{tile}.png")
	ResponseEntity<byte[]> tile(@PathVariable long number, @PathVariable int tile) {
		Picture picture = this.gallery.find(number);
		if (picture == null || tile < 0 || tile >= picture.grid().tiles() || !picture.isDone(tile)) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		// Numbers begin anew with the next process.
		return png(PictureImages.tile(picture, tile), CacheControl.maxAge(Duration.ofMinutes(1)).cachePrivate());
	}

	private static ResponseEntity<byte[]> png(byte[] image, CacheControl cache) {
		return ResponseEntity.ok().contentType(MediaType.IMAGE_PNG).cacheControl(cache).body(image);
	}

	@PostMapping("/demo/kill")
	RedirectView kill(@RequestParam int painter) {
		this.chronicle.kill(painter);
		return back();
	}

	@PostMapping("/demo/start")
	RedirectView start(@RequestParam(required = false) @Nullable Integer painter) {
		if (painter != null) {
			this.painters.start(painter);
		}
		else {
			this.painters.start();
		}
		return back();
	}

	@PostMapping("/demo/servers/kill")
	RedirectView killServer(@RequestParam int server) {
		this.story.kill(server);
		return back();
	}

	@PostMapping("/demo/servers/start")
	RedirectView startServer(@RequestParam int server) {
		this.servers.start(server);
		return back();
	}

	@PostMapping("/demo/pause")
	RedirectView pause(@RequestParam boolean paused) {
		this.gallery.pause(paused);
		return back();
	}

	private RedirectView back() {
		this.stream.hurry();
		RedirectView view = new RedirectView("/", true);
		view.setStatusCode(HttpStatus.SEE_OTHER);
		return view;
	}

}
