package dev.osprey.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.tool.Tools;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The commands that show what a tool answers. */
class ToolBackedCommandsTest {

    private static final Map<String, Object> HIT =
            Map.of("kind", "tool", "id", "host.info", "name", "host.info", "description", "Says what.", "score", 2);

    private final FakeTools tools = FakeTools.saying(Map.of(
            "registry.search", Map.of("items", List.of(HIT), "next", "c1", "hidden", List.of("service")),
            "registry.ask", Map.of("question", "what?", "answer", "The tool host.info.", "sources", List.of(HIT)),
            "module.rescan", Map.of("added", List.of("clock"), "removed", List.of("lamp")),
            "module.state", Map.of("name", "clock", "state", "manual", "phase", "ready"),
            "osprey.doctor", Map.of("ok", true, "items", List.of(finding("warn"))),
            "access.audit", Map.of("items", List.of(auditLine()))));
    private final Desk desk = new Desk().with(Tools.class, tools);

    @Test
    void searchJoinsTheWordsAndSaysWhatIsLeftOut() {
        RegistrySearch search = new RegistrySearch();
        String table = desk.people(search, "host", "kind:tool");
        assertTrue(table.contains("tool | host.info |      | Says what."), table);
        assertEquals(
                Map.of("q", "host kind:tool", "limit", 20),
                tools.requests.get(0).input());
        assertTrue(desk.errors().contains("--cursor c1"), desk.errors());
        assertTrue(desk.errors().contains("service"), desk.errors());
        assertEquals("c1", Values.map(desk.programs(search)).get("next"));
    }

    @Test
    void anAnswerComesWithWhatItUsed() {
        String text = desk.people(new RegistryAsk(), "what", "is", "this?");
        assertTrue(text.startsWith("The tool host.info.\n\nKind | Id"), text);
        assertEquals(
                Map.of("question", "what is this?", "limit", 5),
                tools.requests.get(0).input());
    }

    @Test
    void aRescanNamesWhatCameAndWent() {
        assertEquals("Added: clock\nRemoved: lamp\n", desk.people(new ModuleRescan()));
        desk.with(Tools.class, FakeTools.returning(Map.of("added", List.of(), "removed", List.of())));
        assertEquals("Nothing has changed.\n", desk.people(new ModuleRescan()));
    }

    @Test
    void aStateIsSetAndOneThatIsNoneIsRefused() {
        ModuleSetState state = new ModuleSetState();
        state.module = "clock";
        state.state = "manual";
        assertEquals("clock is manual now; its process is ready\n", desk.people(state));
        assertEquals(
                Map.of("name", "clock", "state", "manual"),
                tools.requests.get(0).input());
        state.state = "off";
        assertTrue(assertThrows(Failure.class, () -> desk.people(state)).text().contains("enabled, manual, disabled"));
    }

    @Test
    void theDoctorIsBadOnlyIfSomethingFails() {
        String text = desk.people(new OspreyDoctor());
        assertTrue(text.startsWith("WARN     host.cgroups         "), text);
        assertTrue(text.endsWith("\n0 ok, 0 limited, 1 warn, 0 fail\n"), text);
        assertFalse(desk.foundBad);
        desk.with(Tools.class, FakeTools.returning(Map.of("ok", false, "items", List.of(finding("fail")))));
        desk.programs(new OspreyDoctor());
        assertTrue(desk.foundBad);
        assertEquals("", desk.errors());
        desk.people(new OspreyDoctor());
        assertEquals("Does not work: host.cgroups.\n", desk.errors());
    }

    @Test
    void theDoctorFitsTheWindow() {
        desk.screen = new Screen(false, 60, 0);
        Map<String, Object> finding = Map.of(
                "check",
                "host.udev",
                "level",
                "limited",
                "found",
                "udev does not run, as it seems to us",
                "remedy",
                "sudo systemctl start systemd-udevd");
        desk.with(Tools.class, FakeTools.returning(Map.of("ok", true, "items", List.of(finding))));
        assertEquals(
                List.of(
                        "LIMITED  host.udev            udev does not run, as it seems",
                        " ".repeat(30) + "to us",
                        " ".repeat(30) + "-> sudo systemctl start",
                        " ".repeat(33) + "systemd-udevd",
                        "0 ok, 1 limited, 0 warn, 0 fail"),
                desk.people(new OspreyDoctor()).lines().toList());
    }

    @Test
    void theAuditTrailIsFiltered() {
        AccessAudit audit = new AccessAudit();
        audit.outcome = "denied";
        audit.since = "2026-11-01T00:00:00Z";
        assertTrue(desk.people(audit).contains("vera | shell | tool.call"));
        assertEquals(
                Map.of("limit", 50, "outcome", "denied", "since", "2026-11-01T00:00:00Z"),
                tools.requests.get(0).input());
    }

    @Test
    void anAlteredLineIsNamedAndBad() {
        Map<String, Object> problem =
                Map.of("file", "audit.jsonl", "line", 7, "what", "The line was altered.", "remedy", "Ask who did.");
        Map<String, Object> report = Map.of(
                "ok", false, "files", 1, "lines", 9, "first_seq", 1, "last_seq", 9, "problems", List.of(problem));
        desk.with(Tools.class, FakeTools.returning(report));
        AccessAudit verify = new AccessAudit();
        verify.verify = "verify";
        assertTrue(desk.people(verify).contains("audit.jsonl | 7    | The line was altered. | Ask who did."));
        assertTrue(desk.foundBad);
        assertEquals(report, desk.programs(verify));
        verify.verify = "verifi";
        assertThrows(Failure.class, () -> desk.people(verify));
    }

    @Test
    void aWholeTrailIsGood() {
        desk.with(
                Tools.class,
                FakeTools.returning(Map.of("ok", true, "files", 1, "lines", 9, "first_seq", 1, "last_seq", 9)));
        AccessAudit verify = new AccessAudit();
        verify.verify = "verify";
        assertEquals("The audit trail is whole: 9 lines in 1 file, numbers 1 to 9.\n", desk.people(verify));
        assertFalse(desk.foundBad);
    }

    @Test
    void aToolThatIsNotThereNamesTheBundleThatBringsIt() {
        Map<Supplier<OspreyCommand>, String> bundles = Map.of(
                RegistrySearch::new, "dev.osprey.kernel",
                HubStats::new, "dev.osprey.hub",
                HubClients::new, "dev.osprey.hub",
                HubStreams::new, "dev.osprey.streams",
                OspreyDoctor::new, "dev.osprey.doctor",
                AccessAudit::new, "dev.osprey.kernel",
                ModuleRescan::new, "dev.osprey.launcher");
        tools.absent.addAll(List.of(
                "registry.search",
                "hub.stats",
                "hub.clients",
                "hub.streams",
                "osprey.doctor",
                "access.audit",
                "module.rescan"));
        bundles.forEach((command, bundle) -> {
            Failure failure = assertThrows(Failure.class, () -> desk.people(command.get()));
            assertEquals("unavailable", failure.code());
            assertTrue(failure.text().endsWith("bundle:start " + bundle), failure.text());
        });
    }

    @Test
    void aSchemaIsShownForBothSides() {
        ToolSchema schema = new ToolSchema();
        schema.tool = "host.info";
        String text = desk.people(schema);
        assertTrue(
                text.startsWith(
                        "host.info: Says what this host is.\nFor viewer, reads only, 30 s at most; from dev.osprey.process.\n\nInput\n{\n  \"type\" : \"object\"\n}"),
                text);
        assertEquals(
                Map.of("name", "host.info", "input", Map.of("type", "object"), "output", Map.of()),
                desk.programs(schema));
        tools.absent.add("host.info");
        assertEquals(
                "not_found",
                assertThrows(Failure.class, () -> desk.people(schema)).code());
    }

    private static Map<String, Object> finding(String level) {
        return Map.of("check", "host.cgroups", "level", level, "found", "v1", "remedy", "Use v2.");
    }

    private static Map<String, Object> auditLine() {
        return Map.of("principal", "vera", "door", "shell", "action", "tool.call", "outcome", "denied");
    }
}
