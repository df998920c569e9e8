package dev.osprey.process.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.osprey.process.OutputListener;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinePumpTest {

    private static List<String> pump(byte[] bytes) {
        List<String> lines = new ArrayList<>();
        new LinePump(
                        "test",
                        OutputListener.Stream.STDOUT,
                        new ByteArrayInputStream(bytes),
                        (s, line) -> lines.add(line))
                .run();
        return lines;
    }

    private static List<String> pump(String text) {
        return pump(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void linesComeWithoutTheirEnds() {
        assertEquals(List.of("a", "", "b", "last"), pump("a\r\n\nb\nlast"));
    }

    @Test
    void aLongLineComesInPieces() {
        List<String> lines = pump("x".repeat(LinePump.LONGEST_LINE * 2 + 5) + "\nnext\n");
        assertEquals(
                List.of(LinePump.LONGEST_LINE, LinePump.LONGEST_LINE, 5, 4),
                lines.stream().map(String::length).toList());
    }

    @Test
    void aPieceDoesNotCutACharacter() {
        String text = "x".repeat(LinePump.LONGEST_LINE - 1) + "€uro";
        List<String> lines = pump(text + "\n");
        assertEquals(text, String.join("", lines));
        assertEquals(2, lines.size());
    }

    @Test
    void aPieceOfBrokenBytesStillEnds() {
        byte[] bytes = new byte[LinePump.LONGEST_LINE * 3];
        java.util.Arrays.fill(bytes, (byte) 0x80);
        assertEquals(bytes.length, String.join("", pump(bytes)).length());
    }

    @Test
    void badBytesAreReplaced() {
        assertEquals(List.of("a\uFFFDb"), pump(new byte[] {'a', (byte) 0xFF, 'b', '\n'}));
    }

    @Test
    void aFailingListenerDoesNotEndTheStream() {
        List<String> seen = new ArrayList<>();
        OutputListener listener = (stream, line) -> {
            seen.add(line);
            throw new IllegalStateException("listener");
        };
        new LinePump("test", OutputListener.Stream.STDERR, new ByteArrayInputStream("a\nb\n".getBytes()), listener)
                .run();
        assertEquals(List.of("a", "b"), seen);
    }
}
