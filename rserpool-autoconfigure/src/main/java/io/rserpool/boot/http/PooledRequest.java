package io.rserpool.boot.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;

import io.rserpool.RserpoolException;
import io.rserpool.Selection;
import io.rserpool.wire.PoolElementId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpResponse;

/**
 * One request on its way through the elements of a pool: to each at most once.
 */
final class PooledRequest {

	private static final Logger logger = LoggerFactory.getLogger(PooledRequest.class);

	private final PooledHost pool;

	private final HttpRequest request;

	private final byte[] body;

	private final ClientHttpRequestExecution execution;

	private final List<PoolElementId> tried = new ArrayList<>(2);

	private @Nullable IOException failure;

	PooledRequest(PooledHost pool, HttpRequest request, byte[] body, ClientHttpRequestExecution execution) {
		this.pool = pool;
		this.request = request;
		this.body = body;
		this.execution = execution;
	}

	ClientHttpResponse send() throws IOException {
		Selection element = first();
		while (true) {
			this.tried.add(element.id());
			HttpRequest turned = new ElementRequest(this.request, element);
			ClientHttpResponse response;
			try {
				response = this.execution.execute(turned, this.body);
			}
			catch (IOException ex) {
				element = afterFailure(element, turned, ex);
				continue;
			}
			Selection next = afterResponse(element, turned, response);
			if (next == null) {
				return response;
			}
			response.close();
			element = next;
		}
	}

	private Selection first() throws IOException {
		try {
			return this.pool.user().select(this.pool.handle());
		}
		catch (RserpoolException ex) {
			throw new IOException("Host '" + this.pool.host() + "' is a pool that gives no element: " + ex.getMessage(),
					ex);
		}
	}

	/** The element to go on with, or the failure if there is none. */
	private Selection afterFailure(Selection element, HttpRequest turned, IOException failed) throws IOException {
		if (this.failure != null && this.failure != failed) {
			failed.addSuppressed(this.failure);
		}
		this.failure = failed;
		RequestFailure kind = RequestFailure.of(failed);
		if (kind == RequestFailure.OWN) {
			throw failed;
		}
		if (!isMoreAllowed() || (kind == RequestFailure.UNCERTAIN && !isRepeatable())) {
			logger.debug("{} {}: element {} at {} failed", this.request.getMethod(), this.request.getURI(), element,
					turned.getURI().getAuthority(), failed);
			element.failed();
			throw failed;
		}
		Selection next = reportAndChoose(element, failed);
		if (next == null) {
			logger.debug("{} {}: element {} at {} failed, and there is no other", this.request.getMethod(),
					this.request.getURI(), element, turned.getURI().getAuthority(), failed);
			throw failed;
		}
		logger.debug("{} {}: element {} at {} failed with {}; goes on with {}", this.request.getMethod(),
				this.request.getURI(), element, turned.getURI().getAuthority(), failed.toString(), next);
		return next;
	}

	private @Nullable Selection reportAndChoose(Selection element, IOException failed) {
		try {
			Selection next = element.failedGiveNext();
			return isTried(next) ? untried() : next;
		}
		catch (RserpoolException ex) {
			failed.addSuppressed(ex);
			return null;
		}
	}

	/** The element to go on with, or null if this is the response. */
	private @Nullable Selection afterResponse(Selection element, HttpRequest turned, ClientHttpResponse response)
			throws IOException {
		int status = response.getStatusCode().value();
		if (status < 400 || !this.pool.retryStatuses().contains(status) || !isRepeatable() || !isMoreAllowed()) {
			return null;
		}
		// It answered, so it is not unreachable, and not reported.
		Selection next = another();
		if (next != null) {
			logger.debug("{} {}: element {} at {} answered {}; goes on with {}", this.request.getMethod(),
					this.request.getURI(), element, turned.getURI().getAuthority(), status, next);
		}
		return next;
	}

	private @Nullable Selection another() {
		try {
			return untried();
		}
		catch (RserpoolException ex) {
			logger.debug("Host '{}': no other element, {}", this.pool.host(), ex.getMessage());
			return null;
		}
	}

	private @Nullable Selection untried() {
		try {
			for (Selection other : this.pool.user().resolve(this.pool.handle()).join()) {
				if (!isTried(other)) {
					return other;
				}
			}
			return null;
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof RserpoolException cause) {
				throw cause;
			}
			throw ex;
		}
	}

	private boolean isTried(Selection element) {
		return this.tried.contains(element.id());
	}

	private boolean isMoreAllowed() {
		return this.tried.size() < this.pool.maxElements();
	}

	private boolean isRepeatable() {
		return this.pool.retryMethods().contains(this.request.getMethod());
	}

}
