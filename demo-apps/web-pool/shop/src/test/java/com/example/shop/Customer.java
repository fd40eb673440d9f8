package com.example.shop;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the shop for a price, again and again without a pause, until it is closed.
 */
final class Customer implements AutoCloseable {

	private final HttpClient http = HttpClient.newHttpClient();

	private final HttpRequest request;

	private final Thread thread = new Thread(this::askOn, "customer");

	private final AtomicLong answers = new AtomicLong();

	private final List<String> failures = new CopyOnWriteArrayList<>();

	private volatile Set<Long> processes = ConcurrentHashMap.newKeySet();

	private volatile boolean closed;

	Customer(String shop) {
		this.request = HttpRequest.newBuilder(URI.create(shop + "/price/tea")).build();
	}

	void start() {
		this.thread.start();
	}

	private void askOn() {
		while (!this.closed) {
			try {
				ask();
			}
			catch (Exception ex) {
				this.failures.add(ex.toString());
			}
		}
	}

	private void ask() throws Exception {
		Set<Long> current = this.processes;
		HttpResponse<String> response = this.http.send(this.request, HttpResponse.BodyHandlers.ofString());
		if (response.statusCode() != 200) {
			this.failures.add(response.statusCode() + " " + response.body());
			return;
		}
		current.add(JsonMapper.shared().readTree(response.body()).get("pid").asLong());
		this.answers.incrementAndGet();
	}

	/** Answers in all. */
	long answers() {
		return this.answers.get();
	}

	/** The processes that gave the prices since the last {@link #forget()}. */
	Set<Long> processes() {
		return Set.copyOf(this.processes);
	}

	void forget() {
		this.processes = ConcurrentHashMap.newKeySet();
	}

	/** Whatever was not the price. */
	List<String> failures() {
		return List.copyOf(this.failures);
	}

	/** Waits for the answer to the last question. */
	void stop() {
		this.closed = true;
		try {
			this.thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		stop();
	}

}
