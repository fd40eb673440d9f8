package io.rserpool.dashboard;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the frame and its files.
 */
@SpringBootTest(classes = StoryApplication.class)
@AutoConfigureMockMvc
class DashboardFrameTests {

	@Autowired
	MockMvcTester mvc;

	@Test
	void pageOfTheApplicationStandsInTheFrameWithItsOwnTab() {
		assertThat(this.mvc.get().uri("/demo")).hasStatusOk()
			.bodyText()
			.contains("<title>Demo · RSerPool</title>")
			.contains("<a href=\"/demo\" aria-current=\"page\">Demo</a>")
			.contains("<a href=\"/rserpool\">Overview</a>")
			.contains("A page of the application")
			.contains("<a href=\"/rserpool/pools\">Pools</a>");
	}

	@Test
	void linksKeepTheContextPath() {
		assertThat(this.mvc.get().uri("/ctx/demo").contextPath("/ctx")).hasStatusOk()
			.bodyText()
			.contains("href=\"/ctx/rserpool/assets/dashboard.css\"")
			.contains("<a href=\"/ctx/demo\" aria-current=\"page\">Demo</a>")
			.doesNotContain("href=\"/rserpool");
	}

	@Test
	void themeOfTheCookieIsInTheFirstByteOfThePage() {
		assertThat(this.mvc.get().uri("/demo").cookie(new jakarta.servlet.http.Cookie("rserpool-theme", "dark")))
			.bodyText()
			.contains("data-theme=\"dark\"");
		assertThat(this.mvc.get().uri("/demo").cookie(new jakarta.servlet.http.Cookie("rserpool-theme", "\"><b>")))
			.bodyText()
			.doesNotContain("data-theme");
	}

	@Test
	void filesComeWithThePolicy() {
		assertThat(this.mvc.get().uri("/rserpool/assets/dashboard.css")).hasStatusOk()
			.hasHeader("Content-Security-Policy", DashboardInterceptor.POLICY)
			.bodyText()
			.contains("--accent");
	}

}
