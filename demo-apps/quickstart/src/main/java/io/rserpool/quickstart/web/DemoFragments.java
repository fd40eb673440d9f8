package io.rserpool.quickstart.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/**
 * Renders the pieces of the page that change, with the templates that also rendered the
 * page.
 */
class DemoFragments {

	private static final String TEMPLATE = "quickstart";

	private static final List<String> PARTS = List.of("verdict", "caption", "counts", "sessions", "moves", "rate",
			"painters", "servers", "happenings");

	private final ITemplateEngine engine;

	DemoFragments(ITemplateEngine engine) {
		this.engine = engine;
	}

	/** All pieces by the id of their element. */
	Map<String, String> render(DemoView view, String base) {
		Map<String, String> fragments = new LinkedHashMap<>();
		for (String part : PARTS) {
			fragments.put(part, render(part, view, base, null));
		}
		for (PictureBox picture : view.wall().pictures()) {
			for (TileRow row : picture.rows()) {
				fragments.put(row.id(), render("tiles", view, base, row));
			}
		}
		return fragments;
	}

	private String render(String part, DemoView view, String base, @Nullable TileRow row) {
		Context context = new Context();
		context.setVariable("view", view);
		context.setVariable("base", base);
		context.setVariable("row", row);
		return this.engine.process(TEMPLATE, Set.of(part), context);
	}

}
