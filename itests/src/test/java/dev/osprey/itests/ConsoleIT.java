package dev.osprey.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The console's pages in a real browser, used as a person would, with pictures kept in target/screenshots. */
public class ConsoleIT {

    @ClassRule
    public static final TemporaryFolder TEMPORARY = new TemporaryFolder();

    private static final String HOSTILE = "<img src=x onerror=window.hacked=1>";
    private static final Path PICTURES = Path.of(System.getProperty("osprey.build"), "screenshots");

    private static Script script;
    private static Osprey osprey;
    private static Browser browser;

    @BeforeClass
    public static void start() throws IOException {
        Path home = TEMPORARY.getRoot().toPath().resolve("home");
        script = new Script(Script.distribution(), home);
        Script.Result start = script.osprey("start");
        assertEquals(start.out(), 0, start.code());
        osprey = Osprey.connect(home);
        browser = new Browser(TEMPORARY.newFolder("profile").toPath(), "admin", osprey.token, 1280, 900);
        browser.open(osprey.http() + "/system/console/osprey");
        browser.shows("#o-ready", "ready");
    }

    @AfterClass
    public static void stop() {
        browser.close();
        script.osprey("stop");
    }

    @Before
    public void forget() {
        browser.size(1280, 900);
        browser.scheme("light");
        browser.errors();
    }

    private static void visit(String hash) {
        browser.evaluate("void (location.hash = " + Browser.quoted(hash) + ")");
    }

    private static void register(String id, String name, String metadata) {
        String body = "{\"action\":\"register\",\"module_id\":\"" + id + "\",\"module_type\":\"service\",\"name\":\""
                + name + "\",\"metadata\":" + metadata + "}";
        assertEquals(200, osprey.post("/modules", osprey.token, body).statusCode());
    }

    private static void deregister(String id) {
        osprey.post("/modules", osprey.token, "{\"action\":\"deregister\",\"module_id\":\"" + id + "\"}");
    }

    private static void picture(String name) {
        browser.screenshot(PICTURES.resolve("console-" + name + ".png"));
    }

    private static void noErrors() {
        assertEquals(List.of(), browser.errors());
    }

    @Test
    public void overviewTellsHowThingsAre() {
        visit("#overview");
        browser.shows("#o-overview", "Events routed");
        register("newcomer", "Newcomer", "{}");
        browser.shows("#o-overview .o-changes", "newcomer");
        Await.until("the count is that of the registry", () -> browser.text("#o-overview a[href='#registry'] b")
                .equals(browser.text("#o-n-registry")));
        assertTrue(Integer.parseInt(browser.text("#o-n-registry")) > 3);
        browser.press("#o-overview", "Check now");
        browser.shows("#o-overview .o-findings", "host.");
        picture("overview");
        browser.size(380, 800);
        picture("overview-narrow");
        assertFalse(
                "nothing is wider than the screen",
                browser.evaluate("document.documentElement.scrollWidth > innerWidth")
                        .asBoolean());
        deregister("newcomer");
        noErrors();
    }

    @Test
    public void registryIsSearchedAndFollowedLive() {
        visit("#registry");
        browser.shows("#o-registry .o-rows", "event_hub");
        register("thermostat", HOSTILE, "{\"room\":\"kitchen\",\"note\":\"" + HOSTILE + "\",\"" + HOSTILE + "\":[1]}");
        browser.shows("#o-registry .o-rows", "thermostat");
        browser.shows("#o-registry .o-rows", HOSTILE);
        browser.type("#o-registry-search", "metadata.room:kit*");
        browser.shows("#o-registry .o-tools", "1 of ");
        browser.lacks("#o-registry .o-rows", "event_hub");
        browser.click("#o-registry .o-rows a");
        browser.shows("#o-registry .o-tree", "kitchen");
        browser.shows("#o-registry .o-facts", "60 s");
        register("thermostat", HOSTILE, "{\"room\":\"kitty\",\"note\":\"" + HOSTILE + "\",\"" + HOSTILE + "\":[1]}");
        browser.shows("#o-registry .o-tree", "kitty");
        picture("registry");
        browser.scheme("dark");
        picture("registry-dark");
        browser.size(380, 800);
        picture("registry-narrow");
        deregister("thermostat");
        browser.shows("#o-registry .o-detail", "has left the registry");
        browser.lacks("#o-registry .o-rows", "thermostat");
        assertTrue(
                "no value becomes markup",
                browser.evaluate("window.hacked === undefined").asBoolean());
        assertEquals(0, browser.count("#osprey img"));
        noErrors();
        browser.type("#o-registry-search", "((");
        browser.shows("#o-registry .o-problem", "LDAP filter");
        browser.type("#o-registry-search", "");
        browser.shows("#o-registry .o-rows", "event_hub");
    }

    @Test
    public void backLeadsToWhereOneWas() {
        visit("#registry?q=hub");
        browser.shows("#o-registry .o-rows", "event_hub");
        browser.click("#o-tab-tools");
        browser.shows("#o-tools .o-rows", "host.info");
        browser.evaluate("history.back()");
        Await.until(
                "the filter is back",
                () -> browser.evaluate("location.hash").asText().equals("#registry?q=hub"));
        browser.shows("#o-registry .o-rows", "event_hub");
        browser.type("#o-registry-search", "");
        browser.shows("#o-registry .o-rows", "launcher");
        noErrors();
    }

    @Test
    public void aThousandEntriesAreFollowedRowByRow() {
        visit("#registry");
        for (int i = 0; i < 1000; i++) {
            register(String.format("a%04d", i), "Entry " + i, "{\"n\":" + i + "}");
        }
        browser.shows("#o-registry .o-list", "Show 200 more");
        browser.shows("#o-registry .o-rows", "a0000");
        browser.evaluate("void (window.kept = [...document.querySelectorAll('#o-registry .o-rows li')][5])");
        register("a0003", "Renamed", "{\"n\":0}");
        browser.shows("#o-registry .o-rows", "Renamed");
        assertEquals(200, browser.count("#o-registry .o-rows li"));
        assertTrue(
                "other rows are left alone",
                browser.evaluate("window.kept.isConnected && window.kept.innerText.includes('a0005')")
                        .asBoolean());
        picture("registry-many");
        for (int i = 0; i < 1000; i++) {
            deregister(String.format("a%04d", i));
        }
        browser.lacks("#o-registry .o-rows", "a0");
        noErrors();
    }

    @Test
    public void moduleIsStartedByItsButtonAndItsLogFollowed() throws IOException {
        Path made = Files.createDirectories(TEMPORARY.getRoot().toPath().resolve("ticker"));
        Path example = Path.of(System.getProperty("osprey.root"), "examples/python-module/osprey.py");
        Files.copy(example, made.resolve("osprey.py"));
        Files.writeString(
                made.resolve("module.md"), "---\nname: ticker\nstate: manual\nruntime: python\nentry: main.py\n---\n");
        Files.writeString(
                made.resolve("main.py"),
                "import osprey\nmodule = osprey.Module(name='Ticker')\nwith module:\n    n = 0\n"
                        + "    while module.running:\n        n += 1\n"
                        + "        print(f'tick {n} <img src=x>', flush=True)\n        module.wait(0.5)\n");
        visit("#modules");
        browser.shows("#o-modules", "No modules");
        Files.move(made, osprey.home.resolve("modules/ticker"));
        browser.press("#o-modules", "Rescan");
        browser.shows("#o-modules .o-table", "stopped");
        browser.press("#o-modules", "start ticker");
        browser.shows("#o-modules .o-table", "ready");
        browser.press("#o-modules", "log of ticker");
        browser.shows("#o-modules .o-log", "tick 1 <img src=x>");
        browser.shows("#o-modules .o-log", "tick 5 ");
        picture("modules");
        browser.choose("#o-modules .o-table select", "enabled");
        Await.until(
                "the state is kept",
                () -> osprey.get("/launcher/modules/ticker").body().contains("\"config_state\":\"enabled\""));
        browser.press("#o-modules", "stop ticker");
        browser.shows("#o-modules .o-table", "stopped");
        browser.choose("#o-modules .o-table select", "disabled");
        Await.until("a disabled module cannot be started", () -> browser.evaluate(
                        "document.querySelector('#o-modules [aria-label=\"start ticker\"]').disabled")
                .asBoolean());
        browser.size(380, 800);
        picture("modules-narrow");
        noErrors();
    }

    @Test
    public void toolIsCalledThroughItsForm() {
        visit("#tools");
        browser.type("#o-tools-search", "registry.l");
        browser.shows("#o-tools .o-tools", "1 of ");
        browser.click("#o-tools .o-rows a");
        browser.type("#o-tools .o-form .o-field:last-child input", "0");
        browser.press("#o-tools", "Call");
        browser.shows("#o-tools .o-form", "At least 1");
        picture("tools-invalid");
        browser.type("#o-tools .o-form .o-field:last-child input", "7");
        browser.press("#o-tools", "Call");
        browser.shows("#o-tools .o-answer", "rows");
        browser.shows("#o-tools .o-answer", "truncated");
        noErrors();
        browser.press("#o-tools", "Edit as JSON");
        assertEquals(
                "7",
                browser.evaluate("String(JSON.parse(document.querySelector('#o-tools textarea').value).limit)")
                        .asText());
        browser.type("#o-tools textarea", "{\"limit\":\"many\"}");
        browser.press("#o-tools", "Call");
        browser.shows("#o-tools .o-problem", "invalid_input");
        browser.shows("#o-tools .o-problem", "limit");
        picture("tools-refused");
        browser.type("#o-tools-search", "");
    }

    @Test
    public void longCallShowsItsPartsAndIsCancelled() {
        visit("#tools?open=process.spawn");
        browser.press("#o-tools", "Edit as JSON");
        browser.type(
                "#o-tools textarea",
                "{\"argv\":[\"sh\",\"-c\",\"for i in 1 2 3; do echo part $i; done; sleep 600\"],\"wait\":true}");
        browser.press("#o-tools", "Back to the form");
        assertEquals(3, browser.count("#o-tools .o-item input"));
        browser.press("#o-tools", "Call");
        browser.shows("#o-tools .o-log", "part 3");
        picture("tools-running");
        browser.press("#o-tools", "Cancel");
        browser.shows("#o-tools .o-buttons", "cancelled after");
        Await.until(
                "the process behind it ends",
                () -> !osprey.call("process.list", "{}").toString().contains("\"program\":\"sh\""));
        noErrors();
    }

    @Test
    public void newTokenIsShownOnce() {
        visit("#tools?open=access.token.create");
        browser.type("#o-tools .o-form input", "visitor");
        browser.choose("#o-tools .o-form select", "viewer");
        browser.press("#o-tools", "Call");
        browser.shows("#o-tools .o-answer", "Shown once");
        String token = browser.evaluate(
                        "[...document.querySelectorAll('#o-tools .o-answer .o-value')].at(-1).innerText")
                .asText();
        assertEquals(200, osprey.get("/api/v1/tools", token).statusCode());
        visit("#events");
        browser.shows("#o-events", "Publish");
        visit("#tools?open=access.token.create");
        browser.shows("#o-tools", "Call");
        assertFalse(
                "the token is nowhere in the page",
                browser.evaluate("document.documentElement.outerHTML").asText().contains(token));
        assertEquals(
                0,
                browser.evaluate("localStorage.length + sessionStorage.length").asInt());
        noErrors();
    }

    @Test
    public void formsAreMadeForWhatSchemasSay() {
        String schema = "{type:'object',required:['n'],properties:{n:{type:'integer',minimum:3},s:{enum:['a','b']},"
                + "b:{type:'boolean'},d:{type:'string',default:'x'},l:{type:'array',items:{type:'number'}},"
                + "o:{type:'object',required:['p'],properties:{p:{type:'string'}}},w:{oneOf:[{type:'null'}]}}}";
        String made = "import('/system/console/osprey/res/form.js').then(({field}) => { const form = field(" + schema
                + ", null, true); const said = []; const look = () => { const wrong = []; const value ="
                + " JSON.stringify(form.value(wrong)); said.push(value + ' ' + wrong.length); }; look();";
        assertEquals(
                "[\"{\\\"d\\\":\\\"x\\\"} 1\","
                        + "\"{\\\"n\\\":4,\\\"s\\\":\\\"b\\\",\\\"b\\\":false,\\\"l\\\":[1.5],\\\"o\\\":{\\\"p\\\":\\\"q\\\"},"
                        + "\\\"w\\\":[null]} 0\",\"{\\\"d\\\":\\\"x\\\"} 1\"]",
                browser.evaluate(made + "form.write({n:4,s:'b',b:false,l:[1.5],o:{p:'q'},w:[null]}); look();"
                                + " form.write({n:2,d:'x'}); look(); return said; })")
                        .toString());
        noErrors();
    }

    @Test
    public void eventsAreFilteredAndPaused() {
        visit("#events");
        browser.shows("#o-events", "live");
        browser.type("#o-events-pattern", "itest.*");
        browser.press("#o-events", "Apply");
        Await.until("an event arrives", () -> {
            publish("itest.first", HOSTILE);
            return browser.text("#o-events .o-events").contains(HOSTILE);
        });
        publish("itest.deep.er", "not-wanted");
        publish("itest.last", "the-last-before");
        browser.shows("#o-events .o-events", "the-last-before");
        browser.press("#o-events", "Pause");
        publish("itest.held", "while-paused");
        browser.shows("#o-events-count", "Paused: 1 held back");
        assertFalse(browser.text("#o-events .o-events").contains("while-paused"));
        picture("events-paused");
        browser.press("#o-events", "Resume");
        browser.shows("#o-events .o-events", "while-paused");
        Await.until("the rate is told", () -> {
            publish("itest.rate", "rate");
            return !browser.text("#o-rate-now").startsWith("0 ");
        });
        assertTrue(browser.evaluate("document.querySelector('#o-rate .o-curve').getAttribute('d').split('L').length")
                        .asInt()
                > 100);
        press("#o-events-list", " ");
        browser.shows("#o-events-count", "Paused");
        press("#o-events-list", " ");
        browser.lacks("#o-events-count", "Paused");
        assertFalse(browser.text("#o-events .o-events").contains("not-wanted"));
        browser.type("#o-events-search", "PAUSED");
        browser.lacks("#o-events .o-events", HOSTILE);
        browser.click("#o-events .o-events li:not([hidden]) summary");
        browser.shows("#o-events .o-tree", "while-paused");
        picture("events");
        browser.type("#o-events-search", "");
        browser.press("#o-events", "Clear");
        browser.shows("#o-events", "Nothing yet on itest.*");
        assertEquals(0, browser.count("#osprey img"));
        visit("#events?pattern=");
        noErrors();
    }

    @Test
    public void keptEventsComeBeforeTheLiveOnes() {
        publish("itest.kept.one", "from-before");
        visit("#events?pattern=itest.kept.>&from=10m");
        browser.shows("#o-events .o-events", "from-before");
        browser.shows("#o-events-live", "live");
        publish("itest.kept.two", "and-then-live");
        browser.shows("#o-events .o-events", "and-then-live");
        assertEquals(2, browser.count("#o-events .o-events > li:not(.o-mark)"));
        browser.choose("#o-events-from", "now");
        browser.press("#o-events", "Apply");
        browser.lacks("#o-events .o-events", "from-before");
        browser.shows("#o-clients", "admin");
        browser.shows("#o-streams", "recent");
        browser.evaluate("document.querySelector('#o-clients').scrollIntoView()");
        picture("events-clients");
        browser.size(380, 800);
        picture("events-narrow");
        visit("#events?pattern=&from=");
        noErrors();
    }

    /** Presses a key in an element. */
    private static void press(String selector, String key) {
        browser.evaluate("(node => { node.focus(); node.dispatchEvent(new KeyboardEvent('keydown', {key: "
                + Browser.quoted(key) + ", bubbles: true, cancelable: true})); })(document.querySelector("
                + Browser.quoted(selector) + "))");
    }

    @Test
    public void eventsThatAreMissingAreToldInTheirPlace() {
        String list = "import('/system/console/osprey/res/eventlist.js').then(async ({EventList}) => {"
                + " const list = new EventList(() => {}, () => {}); const box = document.createElement('div');"
                + " box.append(list.node); document.body.append(box); const said = [];"
                + " const drawn = () => new Promise(done => { const look = () => list.timer === null ? done() :"
                + " setTimeout(look, 20); look(); });"
                + " const event = (n) => list.event({type: 'event', event: 'a.b', source: 's', data: {n}});"
                + " const gap = (reason, count, first, last) => list.gap({type: 'gap', reason, count, first, last});"
                + " const top = (i) => list.node.children[i].innerText.replaceAll('\\n', ' ');"
                + " event(1); gap('overflow', 3, 2, 4); gap('overflow', 2, 5, 6); event(7);"
                + " gap('expired', undefined, 8, 9); await drawn(); said.push(top(0), top(1), top(2), top(3));"
                + " list.halt(); for (let n = 10; n < 5010; n++) { event(n); } await drawn();"
                + " said.push(list.held() + ' of ' + list.seen, list.node.childElementCount);"
                + " list.halt(); await drawn(); said.push(top(0), list.node.childElementCount, list.passed);"
                + " list.filter('5009'); said.push(list.shown()); box.remove(); return said; })";
        assertEquals(
                "[\"Events are missing here: the numbers 8 to 9 are not kept any more\",\"a.bs{\\\"n\\\":7}\","
                        + "\"5 events are missing here: this page did not take them fast enough\","
                        + "\"a.bs{\\\"n\\\":1}\",\"500 of 5002\",4,\"a.bs{\\\"n\\\":5009}\",500,4500,1]",
                browser.evaluate(list).toString());
        noErrors();
    }

    @Test
    public void aLostConnectionGoesOnBehindTheLastEvent() {
        String feed = "import('/system/console/osprey/res/feed.js').then(({Feed}) => { const said = []; let up = true;"
                + " const hub = {send: frame => { if (up) { said.push(frame.name + ' from ' + frame.from); }"
                + " return up; }};"
                + " const feed = new Feed(hub, {event: (frame, kept) => said.push(frame.sequence + ' ' + kept),"
                + " gap: () => {}, note: (tone, text) => said.push(text.split(' at ')[0].split(':')[0]),"
                + " state: () => {}});"
                + " const take = (frame) => feed.take({subscription: feed.name, ...frame}, () => {});"
                + " feed.choose('a.>', '5'); take({type: 'ack', id: feed.name}); take({type: 'event', sequence: 5});"
                + " take({type: 'synced'}); take({type: 'event', sequence: 9});"
                + " up = false; feed.lost(); feed.lost(); up = true; feed.open();"
                + " take({type: 'event', sequence: 10, subscription: 'view-1'});"
                + " take({type: 'error', id: feed.name, message: 'No stream.'}); take({type: 'event', sequence: 12});"
                + " return said; })";
        assertEquals(
                "[\"view-1 from 5\",\"5 true\",\"9 false\",\"The connection was lost\",\"view-2 from 10\","
                        + "\"What happened meanwhile cannot be shown\",\"view-3 from undefined\",\"12 false\"]",
                browser.evaluate(feed).toString());
        noErrors();
    }

    private static void publish(String subject, String note) {
        osprey.call("event.publish", "{\"subject\":\"" + subject + "\",\"data\":{\"note\":\"" + note + "\"}}");
    }

    @Test
    public void pageSurvivesARestart() {
        visit("#registry");
        browser.shows("#o-registry .o-rows", "event_hub");
        assertEquals(0, script.osprey("stop").code());
        browser.shows("#o-banner", "does not answer");
        picture("stopped");
        Map<String, String> samePort =
                Map.of("OSPREY_HTTP_PORT", "" + URI.create(osprey.http()).getPort());
        assertEquals(0, script.run(samePort, "bin/osprey", "start").code());
        osprey = Osprey.connect(osprey.home);
        Await.until("the page says so", Duration.ofSeconds(60), () -> browser.text("#o-banner")
                .contains("started anew"));
        register("afterwards", "After the restart", "{}");
        browser.shows("#o-registry .o-rows", "afterwards");
        visit("#events");
        Await.until("events arrive again", Duration.ofSeconds(60), () -> {
            publish("itest.again", "after-the-restart");
            return browser.text("#o-events .o-events").contains("after-the-restart");
        });
        visit("#overview");
        browser.shows("#o-ready", "ready");
        browser.shows("#o-overview", "Events routed");
    }
}
