package com.example.shop;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpServer;
import io.rserpool.AsapEndpoint;
import io.rserpool.boot.http.PoolHttpRequestInterceptor;
import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application as it was before there were pools.
 */
class ShopApplicationTests {

	@Test
	void asksTheOneServerOfItsUrl() throws Exception {
		HttpServer prices = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		prices.createContext("/prices/", (exchange) -> {
			String item = exchange.getRequestURI().getPath().substring("/prices/".length());
			byte[] body = ("{\"item\": \"" + item + "\", \"euros\": 1.50, \"port\": 8081, \"pid\": 4711}")
				.getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().add("Content-Type", "application/json");
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		prices.start();
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(ShopApplication.class)
			.run("--server.port=0", "--prices.url=http://127.0.0.1:" + prices.getAddress().getPort())) {
			RestClient browser = RestClient
				.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
			assertThat(browser.get().uri("/").retrieve().body(String.class)).contains("tea", "honey", "€ 1.50", "4711");
			assertThat(browser.get().uri("/price/tea").retrieve().body(Price.class))
				.satisfies((price) -> assertThat(price.item()).isEqualTo("tea"));
			assertThat(context.getBeansOfType(AsapEndpoint.class)).isEmpty();
			assertThat(context.getBeansOfType(PoolHttpRequestInterceptor.class)).isEmpty();
		}
		finally {
			prices.stop(0);
		}
	}

}
