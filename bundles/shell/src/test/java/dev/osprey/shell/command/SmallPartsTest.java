package dev.osprey.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.tool.ToolException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SmallPartsTest {

    @Test
    void optionsBehindTheArgumentsAreFound() {
        ModuleLogs logs = new ModuleLogs();
        assertEquals(List.of("rest"), new TrailingOptions(logs).take(List.of("-f", "rest", "--lines", "7", "--json")));
        assertTrue(logs.follow);
        assertEquals(7, logs.lines);
        new TrailingOptions(logs).take(List.of("--lines=8"));
        assertEquals(8, logs.lines);
    }

    @Test
    void wrongOptionsAreNamed() {
        TrailingOptions options = new TrailingOptions(new ModuleLogs());
        assertTrue(assertThrows(Failure.class, () -> options.take(List.of("--colour")))
                .text()
                .contains("--colour"));
        assertThrows(Failure.class, () -> options.take(List.of("-n")));
        assertThrows(Failure.class, () -> options.take(List.of("-n", "many")));
        assertEquals(List.of("-5"), options.take(List.of("-5")));
    }

    @Test
    void aToolsRemedySpeaksOfCommands() {
        ToolException thrown = new ToolException("not_found", "There is none.", "module.list shows the names.");
        assertEquals(
                "There is none.\nmodule:list shows the names.",
                Failure.of(thrown).orElseThrow().text());
        assertEquals(
                "Look into module.list.old and dev.osprey.",
                ShellWords.of("Look into module.list.old and dev.osprey."));
    }

    @Test
    void aToolOfTwoWordsIsACommandWithAnAction() {
        assertEquals("See access:token list.", ShellWords.of("See access.token.list."));
    }

    @Test
    void inputIsJsonOrWords() {
        assertEquals(Map.of("a", List.of(1, 2)), ToolInput.of(List.of("{\"a\": [1, 2]}")));
        assertEquals(
                Map.of("n", 3, "on", true, "name", "a=b", "list", List.of(1)),
                ToolInput.of(List.of("n=3", "on=true", "name=a=b", "list=[1]")));
        assertEquals(Map.of(), ToolInput.of(List.of()));
    }

    @Test
    void wrongInputIsToldWithTheRemedy() {
        for (String wrong : List.of("{\"a\":1", "{a:1}", "word", "=x", "{\"a\":1,\"a\":2}", "{\"a\":1} x")) {
            Failure failure = assertThrows(Failure.class, () -> ToolInput.of(List.of(wrong)), wrong);
            assertEquals("invalid_input", failure.code());
            assertTrue(failure.text().contains("single quotes"), failure.text());
        }
        assertThrows(Failure.class, () -> ToolInput.of(List.of("a=1", "a=2")));
    }

    @Property
    void printableTextCannotSteerATerminal(@ForAll String text) {
        String safe = Printable.of(text);
        assertEquals(text.length(), safe.length());
        assertFalse(safe.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t'));
    }

    @Test
    void harmlessTextStaysAsItIs() {
        String text = "Grüße, 世界\t\n";
        assertSame(text, Printable.of(text));
        assertEquals("a?b", Printable.of("a\u202eb"));
    }

    @Test
    void partsBeyondTheBoundAreCounted() {
        PartsCollector parts = new PartsCollector();
        IntStream.range(0, PartsCollector.MOST + 2).forEach(parts::onChunk);
        assertEquals(PartsCollector.MOST, parts.kept().size());
        assertEquals(2, parts.leftOut());
    }
}
