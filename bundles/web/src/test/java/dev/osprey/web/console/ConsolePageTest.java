package dev.osprey.web.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.web.served.Served;
import dev.osprey.web.served.Served.Answer;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsolePageTest {

    private Served served;

    @BeforeEach
    void start() {
        served = new Served(true)
                .with(new OspreyPage(), "/system/console/*")
                .with(new FrontDoor(), "", "/osprey", "/osprey/")
                .start();
    }

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void theAddressItselfLeadsToThePage() {
        for (String path : List.of("/", "/osprey", "/osprey/")) {
            Answer answer = served.get(path);
            assertEquals(302, answer.status(), path);
            assertEquals("/system/console/osprey", answer.header("Location"));
        }
    }

    @Test
    void everyFileThatThePageNamesIsServed() {
        String page = served.get("/system/console/osprey").text();
        assertTrue(page.contains("src=\"/system/console/osprey/res/osprey.js\""), page);
        assertFalse(page.contains("<style") || page.contains(" style=") || page.contains("onclick"), page);
        for (String script : List.of(
                "osprey",
                "api",
                "deps",
                "eventlist",
                "events",
                "feed",
                "form",
                "hub",
                "hubtables",
                "log",
                "module",
                "modules",
                "overview",
                "processes",
                "rate",
                "registry",
                "tool",
                "tools",
                "watch")) {
            Answer answer = served.get("/system/console/osprey/res/" + script + ".js");
            assertEquals("text/javascript;charset=utf-8", answer.header("Content-Type"));
            Matcher imports = Pattern.compile("from \"\\./([a-z]+\\.js)\"").matcher(answer.text());
            while (imports.find()) {
                assertEquals(
                        200,
                        served.get("/system/console/osprey/res/" + imports.group(1))
                                .status());
            }
            assertFalse(
                    answer.text()
                            .matches(
                                    "(?s).*(innerHTML|outerHTML|insertAdjacentHTML|document\\.write|https?://(?!www\\.w3\\.org/2000/svg)).*"),
                    script);
        }
        assertEquals(
                "text/css;charset=utf-8",
                served.get("/system/console/osprey/res/osprey.css").header("Content-Type"));
    }

    @Test
    void filesAreAskedForAgainAndNotSentTwice() {
        String path = "/system/console/osprey/res/osprey.css";
        Answer first = served.get(path);
        assertEquals("no-cache", first.header("Cache-Control"));
        assertEquals(
                304, served.get(path, "If-None-Match", first.header("ETag")).status());
    }

    @Test
    void nothingElseOfTheBundleIsServed() {
        for (String name : List.of("nothing.js", "../OSGI-INF/x.xml", "page.txt", "", "a/b.js")) {
            assertEquals(404, served.get("/system/console/osprey/res/" + name).status(), name);
        }
    }
}
