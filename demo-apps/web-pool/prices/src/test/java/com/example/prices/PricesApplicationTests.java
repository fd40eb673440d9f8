package com.example.prices;

import io.rserpool.AsapEndpoint;
import io.rserpool.PoolElement;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application as it was before there were pools.
 */
@SpringBootTest
@AutoConfigureMockMvc
class PricesApplicationTests {

	@Autowired
	private MockMvcTester mvc;

	@Autowired
	private ApplicationContext context;

	@Test
	void saysWhatAThingCosts() {
		assertThat(this.mvc.get().uri("/prices/tea")).hasStatusOk()
			.bodyJson()
			.isLenientlyEqualTo("{\"item\": \"tea\", \"euros\": 3.20, \"pid\": " + ProcessHandle.current().pid() + "}");
	}

	@Test
	void doesNotSellEverything() {
		assertThat(this.mvc.get().uri("/prices/rum")).hasStatus(HttpStatus.NOT_FOUND);
	}

	@Test
	void isInNoPoolByDefault() {
		assertThat(this.context.getBeansOfType(AsapEndpoint.class)).isEmpty();
		assertThat(this.context.getBeansOfType(PoolElement.class)).isEmpty();
	}

}
