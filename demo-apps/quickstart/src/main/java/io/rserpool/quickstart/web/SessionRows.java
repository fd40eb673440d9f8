package io.rserpool.quickstart.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.rserpool.quickstart.fractal.Palette;
import io.rserpool.quickstart.picture.PictureView;
import io.rserpool.quickstart.picture.Sitting;
import io.rserpool.quickstart.process.Painter;
import io.rserpool.session.UserSessionState;
import io.rserpool.wire.PoolElementId;

/**
 * Says of each picture how its session is.
 */
final class SessionRows {

	private SessionRows() {
	}

	static List<SessionRow> of(List<PictureView> pictures, List<Sitting> sittings, List<Painter> painters) {
		Map<Integer, Sitting> byPlace = sittings.stream()
			.collect(Collectors.toMap(Sitting::place, Function.identity()));
		List<SessionRow> rows = new ArrayList<>();
		for (int place = 0; place < pictures.size(); place++) {
			rows.add(row(pictures.get(place), WallBoxes.where(place, pictures.size()), byPlace.get(place), painters));
		}
		return rows;
	}

	private static SessionRow row(PictureView picture, String where, @Nullable Sitting sitting,
			List<Painter> painters) {
		String path = picture.hands().stream().map(String::valueOf).collect(Collectors.joining(" → "));
		if (sitting == null) {
			boolean done = picture.isComplete();
			return new SessionRow(picture.number(), picture.scene().name(), where, "", done ? "up" : "unk",
					done ? "i-up" : "i-unk", done ? "Complete" : "Not begun", null, 0, picture.done(),
					picture.grid().tiles(), Math.max(0, picture.hands().size() - 1), path, "", "");
		}
		boolean open = sitting.state() == UserSessionState.OPEN;
		Painter with = painter(sitting.element(), painters);
		boolean cookie = sitting.cookieOctets() > 0;
		return new SessionRow(picture.number(), picture.scene().name(), where, sitting.session(), css(sitting.state()),
				icon(sitting.state()), word(sitting.state()), (open && with != null) ? with.name() : null,
				(open && with != null) ? Palette.index(with.number()) : 0, picture.done(), picture.grid().tiles(),
				sitting.moves(), path, cookie ? sitting.cookieOctets() + " octets" : "",
				cookie ? String.format(Locale.ROOT, "%.1f s old", sitting.cookieAge() / 1000.0) : "");
	}

	private static @Nullable Painter painter(@Nullable PoolElementId element, List<Painter> painters) {
		return painters.stream().filter((painter) -> painter.element().equals(element)).findFirst().orElse(null);
	}

	private static String css(UserSessionState state) {
		return switch (state) {
			case OPEN, CLOSING, CLOSED -> "up";
			case WAITING -> "dead";
			default -> "ill";
		};
	}

	private static String icon(UserSessionState state) {
		return switch (state) {
			case OPEN, CLOSING, CLOSED -> "i-up";
			case WAITING -> "i-dead";
			default -> "i-move";
		};
	}

	private static String word(UserSessionState state) {
		return switch (state) {
			case OPEN -> "Open";
			case CLOSING, CLOSED -> "Ends";
			case WAITING -> "No painter";
			case SEARCHING -> "Searching";
			case CONNECTING -> "Connecting";
			case GREETING -> "Greeting";
			case ASKING, HELD -> "Callback";
		};
	}

}
