package io.rserpool.dashboard;

import java.io.StringReader;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

import io.rserpool.enrp.ElementState;
import io.rserpool.enrp.ServerPhase;
import io.rserpool.wire.MemberSelectionPolicy;
import io.rserpool.wire.PoolHandle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the pages, on the story.
 */
@SpringBootTest(classes = StoryApplication.class)
@AutoConfigureMockMvc
@DirtiesContext
class DashboardPagesTests {

	@Autowired
	MockMvcTester mvc;

	@Autowired
	FakeEnrpServer server;

	@Autowired
	Story.StoryClock clock;

	@AfterEach
	void tellTheStoryAgain() {
		this.server.pools(Story.pools());
		this.server.peers(Story.peers());
		this.server.phase(ServerPhase.SERVING);
		this.server.silent(false);
		this.clock.set(this.clock.instant().plusSeconds(1).toString());
	}

	static Stream<String> pages() {
		return Stream.of("/rserpool", "/rserpool/", "/rserpool/pools", "/rserpool/pools/billing",
				"/rserpool/pools/hex:00ff6b6579", "/rserpool/servers", "/rserpool/history",
				"/rserpool/history?q=dead&pool=billing", "/rserpool/history?before=4", "/rserpool/pools/biling");
	}

	@ParameterizedTest
	@MethodSource("pages")
	void pageIsWellFormedAndNeedsNothingInline(String page) throws Exception {
		String html = body(page);
		String xml = html.replaceFirst("<!DOCTYPE html>", "<!DOCTYPE html [<!ENTITY ensp \" \">]>")
			.replaceAll("<(meta|link|input)([^>]*[^/])>", "<$1$2/>")
			.replaceAll(" (hidden|defer|popover|selected|data-[a-z-]+)(?=[ >])", " $1=\"\"");
		DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
		assertThat(html).doesNotContain("style=")
			.doesNotContain("<style")
			.doesNotContainPattern(" on[a-z]+=\"")
			.doesNotContain("th:");
		assertThat(html.replaceAll("<script type=\"module\" src=\"[^\"]+\"></script>", "")).doesNotContain("<script");
		assertThat(html.split("<h1", -1)).hasSize(2);
		assertThat(html).doesNotContain("http://10").doesNotContain("src=\"http").doesNotContain("href=\"http");
	}

	@ParameterizedTest
	@MethodSource("pages")
	void pageUsesEachIdOnce(String page) {
		java.util.List<String> ids = new java.util.ArrayList<>();
		java.util.regex.Matcher matcher = java.util.regex.Pattern.compile(" id=\"([^\"]*)\"").matcher(body(page));
		while (matcher.find()) {
			ids.add(matcher.group(1));
		}
		assertThat(ids).doesNotHaveDuplicates();
	}

	@Test
	void overviewSaysWhatIsWrongAndWhoSaysSo() {
		assertThat(body("/rserpool")).contains("2 of 15 elements are not offered as usual.")
			.contains("All 4 pools are served.")
			.contains("10.0.1.32:7012 in billing lost its connection")
			.contains("As S1 sees it")
			.contains("S1 owns 6, S2 owns 3, S3 owns 6")
			.contains("13 up")
			.doesNotContain("Make your app a pool element");
	}

	@Test
	void overviewDrawsEachElementOnce() {
		String html = body("/rserpool");
		assertThat(html.split("class=\"own\"", -1)).hasSize(16);
		assertThat(html.split("id=\"te-", -1)).hasSize(16);
	}

	@Test
	void overviewOfAnEmptyServerSaysHowToBegin() {
		this.server.pools(java.util.List.of());
		assertThat(body("/rserpool")).contains("The server runs. No pool yet.")
			.contains("Make your app a pool element")
			.contains("10.0.1.10:3863");
	}

	@Test
	void poolShowsItsElementsWithWitnessesForEveryNumber() {
		assertThat(body("/rserpool/pools/billing")).contains("billing is served by 3 of 5 elements.")
			.contains("id=\"pe-3fd04a12\"")
			.contains("31 %")
			.contains("asked by its owner")
			.contains("4 min 10 s")
			.contains("1 user could not reach it")
			.contains("Losing one more would leave 2.")
			.contains("data-seen=\"live\"");
	}

	@Test
	void ownerOfEachElementLeadsToItsServer() {
		assertThat(body("/rserpool/pools/billing")).contains("href=\"/rserpool/servers#srv-71d5e2a8\"")
			.contains("<code>71d5e2a8</code>");
		assertThat(body("/rserpool/servers")).contains("id=\"srv-71d5e2a8\"");
	}

	@Test
	void serversSayWhoIsThereAndWhetherAllAgree() {
		assertThat(body("/rserpool/servers")).contains("3 of 3 servers agree.")
			.contains("Nobody answers at one address.")
			.contains("a sign of life every 2 s, silent after 5 s")
			.contains("10.0.1.10:9901")
			.contains("10.0.4.10:9901")
			.contains("238,804")
			.contains("+1 −2 in 86 ms")
			.contains("16 s ago");
		assertThat(body("/rserpool")).contains("S2 owns 3").contains(">Servers</a>");
	}

	@Test
	void aloneAmongOthersIsSaidOnEveryPage() {
		this.server.peers(java.util.List.of(Story.peers().get(2)));
		this.clock.set(this.clock.instant().plusSeconds(1).toString());

		assertThat(body("/rserpool")).contains("S1 hears no other server.")
			.contains("Another server should be there, and none was heard.");
		assertThat(body("/rserpool/servers")).contains("S1 hears no other server.")
			.contains("There is no other server to compare with.");
		assertThat(body("/rserpool/history")).contains("things to look at");
	}

	@Test
	void serverThatJoinsSaysThatItDoesNotServeYet() {
		this.server.phase(ServerPhase.JOINING);
		this.clock.set(this.clock.instant().plusSeconds(1).toString());

		assertThat(body("/rserpool")).contains("S1 is joining the other servers.");
		assertThat(body("/rserpool/servers")).contains("S1 is joining the other servers.").contains("Joining");
	}

	@Test
	void unknownPoolIsNotFoundAndItsNameIsText() {
		assertThat(this.mvc.get().uri("/rserpool/pools/{handle}", "<b>x</b>".replace("/", "")))
			.hasStatus(HttpServletResponse.SC_NOT_FOUND)
			.bodyText()
			.contains("S1 knows no pool “&lt;b&gt;x&lt;b&gt;”.")
			.doesNotContain("<b>x");
	}

	@Test
	void handleOfAStrangerIsTextEverywhere() {
		PoolHandle evil = PoolHandle.of("</p><script>alert('1')</script>");
		this.server.pools(java.util.List.of(FakeEnrpServer.pool(evil, MemberSelectionPolicy.ROUND_ROBIN, java.util.List
			.of(Story.element(1, Story.S1, ElementState.UP, Story.tcp(1, 1), MemberSelectionPolicy.ROUND_ROBIN, 0)))));
		assertThat(body("/rserpool")).doesNotContain("<script>").contains("&lt;script&gt;").contains("/pools/hex:3c2f");
		assertThat(body("/rserpool/pools")).doesNotContain("<script>");
		assertThat(body("/rserpool/pools/hex:3c2f703e3c7363726970743e616c657274282731" + "27293c2f7363726970743e"))
			.doesNotContain("<script>")
			.contains("&lt;script&gt;");
	}

	@Test
	void badHandleIsTold() {
		assertThat(this.mvc.get().uri("/rserpool/pools/hex:0")).hasStatus(HttpServletResponse.SC_BAD_REQUEST)
			.bodyText()
			.contains("This is no pool handle.");
	}

	@Test
	void historyTellsTheChainOfCauses() {
		assertThat(body("/rserpool/history")).contains("10.0.1.36:7012 removed from billing")
			.contains("Why: keep-alive not acknowledged")
			.contains("A user of billing moved: 10.0.1.36:7012 → 10.0.1.31:7012")
			.contains("+152 ms")
			.contains("From the first event to the last: 152 ms");
	}

	@Test
	void historyIsFilteredByWordAndPool() {
		assertThat(body("/rserpool/history?q=SUSPENDED")).contains("1 shown, newest first");
		assertThat(body("/rserpool/history?pool=billing&q=0x77a1e02b")).contains("5 shown");
		assertThat(body("/rserpool/history?pool=EchoPool")).contains("Nothing matches.");
	}

	@Test
	void silentServerIsUnknownAndNeverGreen() {
		body("/rserpool");
		this.server.silent(true);
		this.clock.set(this.clock.instant().plusSeconds(1).toString());
		assertThat(body("/rserpool")).contains("The server has not answered since")
			.contains("No answer")
			.contains("from its last answer,");
		assertThat(this.mvc.get().uri("/rserpool/pools")).hasStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE)
			.bodyText()
			.contains("S1 does not answer.");
	}

	@Test
	void pageReloadsItselfOnlyWhenAsked() {
		assertThat(this.mvc.get().uri("/rserpool")).doesNotContainHeader("Refresh");
		assertThat(this.mvc.get().uri("/rserpool?refresh=10")).hasHeader("Refresh", "10");
		assertThat(this.mvc.get().uri("/rserpool?refresh=0;url=http://x")).doesNotContainHeader("Refresh");
	}

	@Test
	void everyPageForbidsForeignContent() {
		assertThat(this.mvc.get().uri("/rserpool/history"))
			.hasHeader("Content-Security-Policy", DashboardInterceptor.POLICY)
			.hasHeader("Cache-Control", "no-store");
	}

	@Test
	void jsonIsTheSameRecord() {
		assertThat(this.mvc.get().uri("/rserpool/api/overview")).hasStatusOk()
			.bodyJson()
			.extractingPath("$.verdict.state")
			.isEqualTo("ILL");
		assertThat(this.mvc.get().uri("/rserpool/api/pools")).bodyJson()
			.extractingPath("$.pools.length()")
			.isEqualTo(4);
		assertThat(this.mvc.get().uri("/rserpool/api/pools/billing")).bodyJson()
			.extractingPath("$.elements[0].id")
			.isEqualTo("0c4f7b9a");
		assertThat(this.mvc.get().uri("/rserpool/api/servers")).bodyJson()
			.extractingPath("$.servers[2].audit.repair")
			.isEqualTo("+1 −2 in 86 ms");
		assertThat(this.mvc.get().uri("/rserpool/api/pools/nope")).hasStatus(HttpServletResponse.SC_NOT_FOUND);
		assertThat(this.mvc.get().uri("/rserpool/api/events?since=8")).bodyJson()
			.extractingPath("$.length()")
			.isEqualTo(1);
	}

	private String body(String uri) {
		try {
			return this.mvc.get().uri(uri).exchange().getResponse().getContentAsString();
		}
		catch (java.io.UnsupportedEncodingException ex) {
			throw new AssertionError(ex);
		}
	}

}
