package io.rserpool.boot.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What the failure of an HTTP request says about the element. Each HTTP client has
 * exceptions of its own for the same thing.
 */
enum RequestFailure {

	/** The request never left: any other element may have it. */
	NOT_CONNECTED,

	/** The element may have served it or not. */
	UNCERTAIN,

	/** It was this side: interrupted, or short of ports or connections. */
	OWN;

	/** A chain of causes longer than this has nothing to say. */
	private static final int MAX_DEPTH = 8;

	static RequestFailure of(IOException failure) {
		if (Thread.currentThread().isInterrupted()) {
			return OWN;
		}
		Throwable cause = failure;
		for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
			if (isOwn(cause)) {
				return OWN;
			}
			if (isConnect(cause)) {
				return NOT_CONNECTED;
			}
			cause = cause.getCause();
		}
		return UNCERTAIN;
	}

	private static boolean isOwn(Throwable failure) {
		return failure instanceof BindException || failure instanceof ClosedByInterruptException
				|| (failure instanceof InterruptedIOException && !(failure instanceof SocketTimeoutException));
	}

	private static boolean isConnect(Throwable failure) {
		return failure instanceof ConnectException || failure instanceof NoRouteToHostException
				|| failure instanceof HttpConnectTimeoutException
				|| (failure instanceof SocketTimeoutException && saysConnect(failure.getMessage()));
	}

	/** "Connect timed out", as opposed to "Read timed out". */
	private static boolean saysConnect(@Nullable String message) {
		return message != null && message.toLowerCase(Locale.ROOT).startsWith("connect ");
	}

}
