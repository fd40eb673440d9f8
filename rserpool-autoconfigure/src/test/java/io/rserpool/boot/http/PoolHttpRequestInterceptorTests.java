package io.rserpool.boot.http;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.mock.http.client.MockClientHttpRequest;

import io.rserpool.NoServerReachableException;
import io.rserpool.UnknownPoolException;
import io.rserpool.wire.TcpTransport;
import io.rserpool.wire.TransportUse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PoolHttpRequestInterceptorTests {

	private static final byte[] BODY = { 1, 2, 3 };

	private final FakePool pool = new FakePool().with("192.0.2.1", 8081)
		.with("192.0.2.2", 8082)
		.with("192.0.2.3", 8083);

	private final FakeExecution http = new FakeExecution();

	@ParameterizedTest
	@ValueSource(strings = { "http://example.com/tea", "http://prices.example.com/tea", "http://192.0.2.1:8081/tea",
			"http://under_score/tea", "/tea" })
	void leavesRequestsToOtherHostsAsTheyAre(String uri) throws IOException {
		MockClientHttpRequest request = new MockClientHttpRequest(HttpMethod.GET, URI.create(uri));
		ClientHttpResponse response = interceptor(this.pool).intercept(request, BODY, this.http);
		assertThat(this.http.requests).containsExactly(request);
		assertThat(this.http.responses).containsExactly(response);
		assertThat(this.pool.asked).isEmpty();
	}

	@Test
	void leavesFailuresOfOtherHostsAsTheyAre() {
		ConnectException refused = new ConnectException("refused");
		this.http.thenFails(refused);
		assertThatThrownBy(() -> send(HttpMethod.GET, "http://example.com/tea")).isSameAs(refused);
		assertThat(this.http.requests).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			http://prices/tea,                         http://192.0.2.1:8081/tea
			http://prices,                             http://192.0.2.1:8081
			http://PRICES/tea,                         http://192.0.2.1:8081/tea
			http://prices:9999/tea,                    http://192.0.2.1:8081/tea
			https://prices/tea,                        https://192.0.2.1:8081/tea
			http://me:secret@prices/tea,               http://me:secret@192.0.2.1:8081/tea
			http://prices/black%20tea%2F?q=%26&q=x#end, http://192.0.2.1:8081/black%20tea%2F?q=%26&q=x
			""")
	void putsTheElementsAddressInPlaceOfThePoolsName(String uri, String turned) throws IOException {
		send(HttpMethod.GET, uri);
		assertThat(this.http.uris()).containsExactly(turned);
		assertThat(this.pool.asked).containsExactly(FakePool.HANDLE);
	}

	@Test
	void writesAddressesOfVersion6InBrackets() throws IOException {
		interceptor(new FakePool().with("2001:db8::1", 8081)).intercept(request(HttpMethod.GET, "http://prices/tea"),
				BODY, this.http);
		assertThat(this.http.uris()).containsExactly("http://[2001:db8:0:0:0:0:0:1]:8081/tea");
	}

	@Test
	void keepsMethodHeadersAttributesAndBody() throws IOException {
		MockClientHttpRequest request = request(HttpMethod.PUT, "http://prices/tea");
		request.getHeaders().add("X-Trace", "1");
		request.getAttributes().put("key", "value");
		interceptor(this.pool).intercept(request, BODY, this.http);
		assertThat(this.http.requests).singleElement().satisfies((turned) -> {
			assertThat(turned.getMethod()).isEqualTo(HttpMethod.PUT);
			assertThat(turned.getHeaders().getFirst("X-Trace")).isEqualTo("1");
			assertThat(turned.getAttributes()).containsEntry("key", "value");
		});
		assertThat(this.http.bodies).containsExactly(BODY);
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "POST", "PATCH" })
	void whatDidNotReachAnElementGoesToTheNextWhateverTheMethod(String method) throws IOException {
		this.http.thenFails(new ConnectException("refused")).thenFails(new SocketTimeoutException("Connect timed out"));
		assertThat(send(HttpMethod.valueOf(method), "http://prices/tea").getStatusCode()).isEqualTo(HttpStatus.OK);
		assertThat(this.http.uris()).containsExactly("http://192.0.2.1:8081/tea", "http://192.0.2.2:8082/tea",
				"http://192.0.2.3:8083/tea");
		assertThat(this.http.bodies).containsExactly(BODY, BODY, BODY);
		assertThat(this.pool.reported).containsExactly(FakePool.id(1), FakePool.id(2));
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "HEAD", "OPTIONS", "PUT", "DELETE" })
	void whatFailedLaterGoesToTheNextIfItMayBeRepeated(String method) throws IOException {
		this.http.thenFails(new SocketException("Connection reset"));
		send(HttpMethod.valueOf(method), "http://prices/tea");
		assertThat(this.http.requests).hasSize(2);
		assertThat(this.pool.reported).containsExactly(FakePool.id(1));
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PATCH" })
	void whatFailedLaterAndMayNotBeRepeatedIsTheApplications(String method) {
		SocketTimeoutException failure = new SocketTimeoutException("Read timed out");
		this.http.thenFails(failure);
		assertThatThrownBy(() -> send(HttpMethod.valueOf(method), "http://prices/tea")).isSameAs(failure);
		assertThat(this.http.requests).hasSize(1);
		assertThat(this.pool.reported).containsExactly(FakePool.id(1));
	}

	@Test
	void methodsThatMayBeRepeatedAreASetting() throws IOException {
		PooledHost host = new PooledHost("prices", this.pool, FakePool.HANDLE, 3, Set.of(HttpMethod.POST), Set.of());
		PoolHttpRequestInterceptor interceptor = new PoolHttpRequestInterceptor(List.of(host));
		this.http.thenFails(new SocketException("Connection reset"));
		interceptor.intercept(request(HttpMethod.POST, "http://prices/tea"), BODY, this.http);
		assertThat(this.http.requests).hasSize(2);
		SocketException failure = new SocketException("Connection reset");
		this.http.thenFails(failure);
		assertThatThrownBy(() -> interceptor.intercept(request(HttpMethod.GET, "http://prices/tea"), BODY, this.http))
			.isSameAs(failure);
	}

	@Test
	void givesUpAfterTheGivenNumberOfElements() {
		this.pool.with("192.0.2.4", 8084);
		ConnectException last = new ConnectException("third");
		ConnectException second = new ConnectException("second");
		this.http.thenFails(new ConnectException("first")).thenFails(second).thenFails(last);
		assertThatThrownBy(() -> send(HttpMethod.GET, "http://prices/tea")).isSameAs(last)
			.hasSuppressedException(second);
		assertThat(this.http.requests).hasSize(3);
		assertThat(this.pool.reported).containsExactly(FakePool.id(1), FakePool.id(2), FakePool.id(3));
	}

	@Test
	void triesNoElementTwice() {
		FakePool two = new FakePool().with("192.0.2.1", 8081).with("192.0.2.2", 8082);
		ConnectException last = new ConnectException("second");
		this.http.thenFails(new ConnectException("first")).thenFails(last);
		assertThatThrownBy(
				() -> interceptor(two).intercept(request(HttpMethod.GET, "http://prices/tea"), BODY, this.http))
			.isSameAs(last);
		assertThat(this.http.requests).hasSize(2);
		assertThat(two.reported).containsExactly(FakePool.id(1), FakePool.id(2));
	}

	@Test
	void anElementThatSaysThatItDoesNotServeIsLeftAndNotReported() throws IOException {
		this.http.thenAnswers(HttpStatus.SERVICE_UNAVAILABLE);
		assertThat(send(HttpMethod.GET, "http://prices/tea").getStatusCode()).isEqualTo(HttpStatus.OK);
		assertThat(this.http.uris()).containsExactly("http://192.0.2.1:8081/tea", "http://192.0.2.2:8082/tea");
		assertThat(this.pool.reported).isEmpty();
	}

	@Test
	void anElementIsNotTriedAgainAfterItSaidThatItDoesNotServe() {
		ConnectException last = new ConnectException("third");
		this.http.thenAnswers(HttpStatus.SERVICE_UNAVAILABLE).thenFails(new ConnectException("second")).thenFails(last);
		assertThatThrownBy(() -> send(HttpMethod.GET, "http://prices/tea")).isSameAs(last);
		assertThat(this.http.uris()).containsExactly("http://192.0.2.1:8081/tea", "http://192.0.2.2:8082/tea",
				"http://192.0.2.3:8083/tea");
	}

	@Test
	void theLastAnswerCountsWhenNoElementServes() throws IOException {
		for (int i = 0; i < 3; i++) {
			this.http.thenAnswers(HttpStatus.SERVICE_UNAVAILABLE);
		}
		assertThat(send(HttpMethod.GET, "http://prices/tea")).isSameAs(this.http.responses.get(2));
		assertThat(this.http.requests).hasSize(3);
	}

	@ParameterizedTest
	@CsvSource({ "POST, 503", "GET, 500", "GET, 404", "GET, 429" })
	void otherAnswersAreTheApplications(String method, int status) throws IOException {
		this.http.thenAnswers(HttpStatus.valueOf(status));
		assertThat(send(HttpMethod.valueOf(method), "http://prices/tea").getStatusCode().value()).isEqualTo(status);
		assertThat(this.http.requests).hasSize(1);
	}

	@Test
	void anInterruptedRequestSaysNothingAboutTheElement() {
		IOException failure = new IOException("interrupted");
		this.http.thenFails(failure);
		Thread.currentThread().interrupt();
		try {
			assertThatThrownBy(() -> send(HttpMethod.GET, "http://prices/tea")).isSameAs(failure);
		}
		finally {
			assertThat(Thread.interrupted()).isTrue();
		}
		assertThat(this.http.requests).hasSize(1);
		assertThat(this.pool.reported).isEmpty();
	}

	@Test
	void aLackOfLocalPortsSaysNothingAboutTheElement() {
		this.http.thenFails(new BindException("Cannot assign requested address"));
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> send(HttpMethod.GET, "http://prices/tea"));
		assertThat(this.pool.reported).isEmpty();
	}

	@Test
	void saysThatThereIsNoSuchPool() {
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> interceptor(new FakePool().unknown())
				.intercept(request(HttpMethod.GET, "http://prices/tea"), BODY, this.http))
			.withMessageContaining("'prices'")
			.withMessageContaining("knows no pool 'PricePool'")
			.withCauseInstanceOf(UnknownPoolException.class);
		assertThat(this.http.requests).isEmpty();
	}

	@Test
	void saysThatNoServerIsReached() {
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> interceptor(new FakePool().withoutServer())
				.intercept(request(HttpMethod.GET, "http://prices/tea"), BODY, this.http))
			.withMessageContaining("no ENRP server answered within 3000 ms; tried 192.0.2.1:3863")
			.withCauseInstanceOf(NoServerReachableException.class);
	}

	@Test
	void theFailureIsToldIfNobodyCanGiveAnotherElement() {
		ConnectException failure = new ConnectException("refused");
		FakePool vanishing = new FakePool().with("192.0.2.1", 8081);
		assertThatThrownBy(() -> interceptor(vanishing).intercept(request(HttpMethod.GET, "http://prices/tea"), BODY,
				(request, body) -> {
					vanishing.unknown();
					throw failure;
				}))
			.isSameAs(failure)
			.satisfies((thrown) -> assertThat(thrown.getSuppressed()).singleElement()
				.isInstanceOf(UnknownPoolException.class));
	}

	@Test
	void theAnswerCountsIfNobodyCanGiveAnotherElement() throws IOException {
		FakePool vanishing = new FakePool().with("192.0.2.1", 8081);
		this.http.thenAnswers(HttpStatus.SERVICE_UNAVAILABLE);
		ClientHttpResponse response = interceptor(vanishing).intercept(request(HttpMethod.GET, "http://prices/tea"),
				BODY, (request, body) -> {
					vanishing.unknown();
					return this.http.execute(request, body);
				});
		assertThat(response.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
	}

	@Test
	void anElementOfSessionsIsNotSentARequest() {
		FakePool sessions = new FakePool().with(new TcpTransport(8081, TransportUse.DATA_PLUS_CONTROL,
				((TcpTransport) this.pool.select(FakePool.HANDLE).transport()).address()));
		assertThatExceptionOfType(IOException.class).isThrownBy(
				() -> interceptor(sessions).intercept(request(HttpMethod.GET, "http://prices/tea"), BODY, this.http))
			.withMessageContaining("TCP with data only");
		assertThat(this.http.requests).isEmpty();
		assertThat(sessions.reported).isEmpty();
	}

	@Test
	void aHostStandsForOnePool() {
		assertThatIllegalArgumentException()
			.isThrownBy(
					() -> new PoolHttpRequestInterceptor(List.of(host("prices", this.pool), host("Prices", this.pool))))
			.withMessageContaining("'prices'");
	}

	@Test
	void aRequestNeedsAnElement() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new PooledHost("prices", this.pool, FakePool.HANDLE, 0, Set.of(), Set.of()));
	}

	private ClientHttpResponse send(HttpMethod method, String uri) throws IOException {
		return interceptor(this.pool).intercept(request(method, uri), BODY, this.http);
	}

	private static MockClientHttpRequest request(HttpMethod method, String uri) {
		return new MockClientHttpRequest(method, URI.create(uri));
	}

	private static PoolHttpRequestInterceptor interceptor(FakePool pool) {
		return new PoolHttpRequestInterceptor(List.of(host("prices", pool)));
	}

	private static PooledHost host(String name, FakePool pool) {
		return new PooledHost(name, pool, FakePool.HANDLE, 3,
				Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.PUT, HttpMethod.DELETE),
				Set.of(503));
	}

}
