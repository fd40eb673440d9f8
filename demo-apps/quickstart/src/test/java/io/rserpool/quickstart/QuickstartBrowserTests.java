package io.rserpool.quickstart;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;

import com.deque.html.axecore.selenium.AxeBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The pages in the system's Chromium. Pictures of them are kept under
 * {@code target/screenshots}.
 */
class QuickstartBrowserTests {

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	private static final File CHROMIUM = new File("/usr/bin/chromium");

	private static final File DRIVER = new File("/usr/bin/chromedriver");

	private static final Path SCREENSHOTS = Path.of("target", "screenshots");

	private ConfigurableApplicationContext application;

	private ChromeDriver browser;

	private String base;

	@BeforeEach
	void start() {
		assumeTrue(CHROMIUM.canExecute() && DRIVER.canExecute(),
				"Needs " + CHROMIUM + " and " + DRIVER + " (apt-get install chromium chromium-driver)");
		this.application = new SpringApplicationBuilder(QuickstartApplication.class).run("--server.port=0",
				"--rserpool.server.port=0", "--rserpool.server.enrp.port=0", "--quickstart.painters=2",
				"--quickstart.servers=1", "--quickstart.patience=10m", "--quickstart.bands-per-second=40");
		this.base = "http://127.0.0.1:" + this.application.getEnvironment().getProperty("local.server.port");
		LoggingPreferences logging = new LoggingPreferences();
		logging.enable(LogType.BROWSER, Level.ALL);
		ChromeOptions options = new ChromeOptions();
		options.setBinary(CHROMIUM);
		options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1440,1000");
		options.setCapability(ChromeOptions.LOGGING_PREFS, logging);
		this.browser = new ChromeDriver(new ChromeDriverService.Builder().usingDriverExecutable(DRIVER).build(),
				options);
	}

	@AfterEach
	void stop() {
		if (this.browser != null) {
			this.browser.quit();
		}
		if (this.application != null) {
			this.application.close();
		}
	}

	@Test
	void killIsSeenWithoutReloadAndPagesAreSound() throws Exception {
		this.browser.get(this.base + "/");
		this.browser.executeScript("window.loaded = 'once'");
		await().atMost(PATIENCE).until(() -> text("painters").split("bands/s", -1).length == 3);

		this.browser.findElement(By.cssSelector("#painters button.danger[value='1']")).click();

		// How soon is measured, not tested: docs/performance.md.
		await().atMost(PATIENCE)
			.pollInterval(Duration.ofMillis(20))
			.until(() -> text("painters").contains("Killed") && text("verdict").contains("You killed painter-1")
					&& text("happenings").contains("The server removed painter-1")
					&& text("moves").contains("from painter-1 to painter-2"));
		await().atMost(PATIENCE).until(() -> text("servers").contains("2 of 2 views agree"));
		this.browser.findElement(By.cssSelector("#servers button.danger[value='2']")).click();
		await().atMost(PATIENCE)
			.until(() -> text("servers").contains("Killed") && text("happenings").contains("You killed server-2")
					&& text("happenings").contains("server-1 took over"));
		assertThat(this.browser.executeScript("return window.loaded")).isEqualTo("once");
		keep("demo");
		assertThat(new AxeBuilder().analyze(this.browser).getViolations()).isEmpty();
		this.browser.get(this.base + "/rserpool/servers");
		assertThat(text("changes")).contains("S1 took over the element of S2");
		assertThatPageIsSound("servers");
		this.browser.get(this.base + "/rserpool");
		assertThatOverviewIsSound("light");
		assertThatOverviewIsSound("dark");
		assertThat(this.browser.manage().logs().get(LogType.BROWSER).getAll()).extracting(LogEntry::getLevel)
			.doesNotContain(Level.SEVERE);
	}

	private void assertThatOverviewIsSound(String scheme) throws Exception {
		this.browser.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
		keep("overview-" + scheme);
		assertThat(text("endpoints")).contains("Home server S1");
		assertThat(new AxeBuilder().analyze(this.browser).getViolations()).isEmpty();
	}

	private void assertThatPageIsSound(String name) throws Exception {
		for (int width : new int[] { 1440, 390, 360 }) {
			this.browser.executeCdpCommand("Emulation.setDeviceMetricsOverride",
					Map.of("width", width, "height", 1000, "deviceScaleFactor", 1, "mobile", false));
			keep(name + "-" + width);
			assertThat((Long) this.browser.executeScript("return document.documentElement.scrollWidth")).as(name)
				.isLessThanOrEqualTo(width);
			assertThat(new AxeBuilder().analyze(this.browser).getViolations()).isEmpty();
		}
		this.browser.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
	}

	private String text(String id) {
		return (String) this.browser.executeScript("return document.getElementById(arguments[0]).textContent", id);
	}

	private void keep(String name) throws Exception {
		Files.createDirectories(SCREENSHOTS);
		Files.write(SCREENSHOTS.resolve(name + ".png"), this.browser.getScreenshotAs(OutputType.BYTES));
	}

}
