package dev.osprey.itests;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The console page in a real browser, with pictures kept in target/screenshots. */
public class ConsoleIT {

    @Rule
    public TemporaryFolder temporary = new TemporaryFolder();

    private Script script;
    private Osprey osprey;

    @Before
    public void start() {
        Path home = temporary.getRoot().toPath().resolve("home");
        script = new Script(Script.distribution(), home);
        Script.Result start = script.osprey("start");
        assertEquals(start.out(), 0, start.code());
        osprey = Osprey.connect(home);
    }

    @After
    public void stop() {
        script.osprey("stop");
    }

    @Test
    public void pageShowsRegistryToolsAndLiveEvents() throws IOException {
        String hostile = "<img src=x onerror=window.hacked=1>";
        osprey.post(
                "/modules",
                osprey.token,
                "{\"action\":\"register\",\"module_id\":\"thermostat\",\"module_type\":\"service\",\"name\":\""
                        + hostile + "\"}");
        Path pictures = Path.of(System.getProperty("osprey.build"), "screenshots");
        try (Browser browser =
                new Browser(temporary.newFolder("profile").toPath(), "admin", osprey.token, 1280, 1000)) {
            browser.open(osprey.http() + "/system/console/osprey");
            shows(browser, "thermostat");
            shows(browser, "registry.lookup");
            Await.until("an event arrives live", () -> {
                osprey.call(
                        "event.publish", "{\"subject\":\"itest.console\",\"data\":{\"note\":\"seen-in-the-page\"}}");
                return text(browser).contains("seen-in-the-page");
            });
            assertEquals(
                    "no name becomes markup",
                    true,
                    browser.evaluate("window.hacked === undefined").asBoolean());
            assertEquals(
                    0,
                    browser.evaluate("document.querySelectorAll('img[src=x]').length")
                            .asInt());
            browser.screenshot(pictures.resolve("console-light.png"));
            browser.scheme("dark");
            browser.screenshot(pictures.resolve("console-dark.png"));
            browser.size(360, 900);
            browser.screenshot(pictures.resolve("console-narrow.png"));
        }
    }

    private static void shows(Browser browser, String text) {
        try {
            Await.until("the page shows " + text, () -> text(browser).contains(text));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; it shows\n" + text(browser), e);
        }
    }

    private static String text(Browser browser) {
        return browser.evaluate("document.body ? document.body.innerText : ''").asText();
    }
}
