package io.rserpool.boot.http;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.mock.http.client.MockClientHttpResponse;

/**
 * The rest of an HTTP client: fails and answers as it was told, then with 200.
 */
final class FakeExecution implements ClientHttpRequestExecution {

	final List<HttpRequest> requests = new ArrayList<>();

	final List<byte[]> bodies = new ArrayList<>();

	final List<ClientHttpResponse> responses = new ArrayList<>();

	private final Deque<Object> script = new ArrayDeque<>();

	FakeExecution thenFails(IOException failure) {
		this.script.add(failure);
		return this;
	}

	FakeExecution thenAnswers(HttpStatus status) {
		this.script.add(status);
		return this;
	}

	@Override
	public ClientHttpResponse execute(HttpRequest request, byte[] body) throws IOException {
		this.requests.add(request);
		this.bodies.add(body);
		Object next = this.script.isEmpty() ? HttpStatus.OK : this.script.remove();
		if (next instanceof IOException failure) {
			throw failure;
		}
		ClientHttpResponse response = new MockClientHttpResponse(new byte[0], (HttpStatus) next);
		this.responses.add(response);
		return response;
	}

	List<String> uris() {
		return this.requests.stream().map((request) -> request.getURI().toString()).toList();
	}

}
