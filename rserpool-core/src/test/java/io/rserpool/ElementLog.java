package io.rserpool;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The application at one element: writes down what it hears, in a list that all elements
 * of a test share. Requests are answered with the element's number.
 */
final class ElementLog implements SessionHandler {

	private final int number;

	private final List<String> seen;

	/** The sessions that began here. */
	final List<ServedSession> sessions = new ArrayList<>();

	/** The messages, for those who acknowledge by hand. */
	final List<ReceivedMessage> messages = new ArrayList<>();

	ElementLog(int number, List<String> seen) {
		this.number = number;
		this.seen = seen;
	}

	@Override
	public void opened(ServedSession session) {
		this.sessions.add(session);
	}

	@Override
	public void resumed(ServedSession session, byte[] cookie) {
		this.seen.add(this.number + " resumes " + new String(cookie, UTF_8));
	}

	@Override
	public void received(ServedSession session, ReceivedMessage message) {
		this.messages.add(message);
		String text = (message.payload().remaining() <= 40) ? message.text()
				: message.payload().remaining() + " octets";
		this.seen.add(this.number + ":" + text + (message.isRedelivered() ? "!" : ""));
		if (message.isRequest()) {
			message.reply(String.valueOf(this.number).getBytes(UTF_8));
		}
	}

	@Override
	public void closed(ServedSession session, @Nullable String failure) {
		this.sessions.remove(session);
	}

}
