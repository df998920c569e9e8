package dev.osprey.kernel.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.access.Principal;
import dev.osprey.tool.QuickTool;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuickToolTest {

    private final Desk desk = new Desk();
    private final List<String> denials = new ArrayList<>();

    @AfterEach
    void close() {
        desk.close();
    }

    private void add(long id, String name, Tool tool, Object... more) {
        Object[] all = new Object[more.length + 4];
        System.arraycopy(more, 0, all, 4, more.length);
        all[0] = "osprey.tool.readOnly";
        all[1] = true;
        all[2] = "osprey.tool.quick";
        all[3] = true;
        desk.add(id, name, tool, all);
    }

    private QuickTool quick(String name, Principal principal) {
        return desk.tools
                .quick(name, principal, "test", (who, tool) -> denials.add(who.name() + " " + tool))
                .orElseThrow();
    }

    @Test
    void itRunsOnTheCallersThreadAndIsCountedInOneLine() {
        AtomicReference<Thread> ran = new AtomicReference<>();
        add(1, "test.list", (input, call) -> {
            ran.set(Thread.currentThread());
            return List.of(call.principal().name());
        });
        QuickTool tool = quick("test.list", Desk.OPERATOR);
        for (int i = 0; i < 1_000; i++) {
            assertEquals(List.of("olga"), tool.call(Map.of()));
        }
        assertSame(Thread.currentThread(), ran.get());
        assertEquals(List.of(), desk.audit.lines);
        desk.engine.tallies().tell();
        assertEquals(List.of("olga test tool.call test.list (1000 calls) ok"), desk.audit.lines);
        desk.engine.tallies().tell();
        tool.call(Map.of());
        desk.engine.tallies().tell();
        assertEquals("olga test tool.call test.list ok", desk.audit.lines.get(1));
        assertEquals(2, desk.audit.lines.size());
    }

    @Test
    void whatWasCountedIsToldWhenTheTableStops() {
        add(1, "test.list", (input, call) -> List.of());
        quick("test.list", Desk.OPERATOR).call(Map.of());
        desk.close();
        assertEquals(List.of("olga test tool.call test.list ok"), desk.audit.lines);
    }

    @Test
    void onlyAToolThatSaysSoIsQuick() {
        desk.add(1, "test.slow", (input, call) -> 1, "osprey.tool.readOnly", true);
        assertTrue(desk.tools.quick("test.slow", Desk.OPERATOR, "test", null).isEmpty());
        assertTrue(desk.tools.quick("test.none", Desk.OPERATOR, "test", null).isEmpty());
    }

    @Test
    void aQuickToolThatChangesSomethingIsRefused() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> desk.add(1, "test.write", (input, call) -> 1, "osprey.tool.quick", true));
        assertTrue(refused.getMessage().contains("test.write is quick but changes something"), refused.getMessage());
    }

    @Test
    void aGrantThatIsTakenBackEndsItAtOnceAndIsRecordedEachTime() {
        add(1, "test.granted", (input, call) -> "seen");
        QuickTool tool = quick("test.granted", Desk.MODULE);
        assertEquals("seen", tool.call(Map.of()));
        desk.granted.clear();
        assertEquals("denied", Desk.code(() -> tool.call(Map.of())));
        assertEquals("denied", Desk.code(() -> tool.call(Map.of())));
        assertEquals(List.of("bot test.granted", "bot test.granted"), denials);
        assertEquals(2, desk.audit.lines.size());
        assertEquals("bot test tool.call test.granted denied", desk.audit.lines.get(0));
        desk.granted.add("test.granted");
        assertEquals("seen", tool.call(Map.of()));
    }

    @Test
    void theRoleThatTheToolTakesCounts() {
        add(1, "test.list", (input, call) -> 1, "osprey.tool.role", "operator");
        assertEquals("denied", Desk.code(() -> quick("test.list", Desk.VIEWER).call(Map.of())));
    }

    @Test
    void anInputIsCheckedUnlessThereIsNoneAndNoneIsNeeded() {
        add(1, "test.list", (input, call) -> input);
        QuickTool tool = quick("test.list", Desk.OPERATOR);
        assertEquals(Map.of("n", 3), tool.call(Map.of("n", 3)));
        assertEquals("invalid_input", Desk.code(() -> tool.call(Map.of("n", "three"))));
        add(
                11,
                "test.needs",
                (input, call) -> input,
                "osprey.tool.input",
                "{\"type\":\"object\",\"required\":[\"n\"],\"properties\":{\"n\":{\"type\":\"integer\"}}}");
        assertEquals("invalid_input", Desk.code(() -> quick("test.needs", Desk.OPERATOR)
                .call(Map.of())));
    }

    @Test
    void itIsNotCurrentAnyMoreWhenAnotherHasItsName() {
        add(1, "test.list", (input, call) -> 1);
        QuickTool tool = quick("test.list", Desk.OPERATOR);
        add(11, "test.other", (input, call) -> 1);
        assertTrue(tool.current());
        add(21, "test.list", (input, call) -> 2, org.osgi.framework.Constants.SERVICE_RANKING, 5);
        assertFalse(tool.current());
        assertEquals("cancelled", Desk.code(() -> tool.call(Map.of())));
        assertEquals(2, quick("test.list", Desk.OPERATOR).call(Map.of()));
        desk.tools.remove(21);
        assertTrue(tool.current());
    }

    @Test
    void whatAToolThrowsIsItsOwnAffair() {
        add(1, "test.list", (input, call) -> {
            throw new IllegalStateException("on purpose");
        });
        ToolException failure = assertThrows(
                ToolException.class, () -> quick("test.list", Desk.OPERATOR).call(Map.of()));
        assertEquals("internal", failure.code());
        assertFalse(failure.getMessage().contains("on purpose"));
        add(11, "test.odd", (input, call) -> new Object());
        assertEquals(
                "internal", Desk.code(() -> quick("test.odd", Desk.OPERATOR).call(Map.of())));
        desk.engine.tallies().tell();
        assertTrue(desk.audit.lines.contains("olga test tool.call test.odd internal"), desk.audit.lines.toString());
    }

    @Test
    void theSameObjectIsTheSameAnswerAndAnotherIsNot() {
        AtomicReference<List<Object>> devices = new AtomicReference<>(List.of("a"));
        add(1, "test.list", (input, call) -> devices.get());
        QuickTool tool = quick("test.list", Desk.OPERATOR);
        Object first = tool.call(Map.of());
        assertSame(first, tool.call(Map.of()));
        devices.set(List.of("b"));
        assertNotSame(first, tool.call(Map.of()));
        assertEquals(List.of("b"), tool.call(Map.of()));
    }
}
