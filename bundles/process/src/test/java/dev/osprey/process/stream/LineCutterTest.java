package dev.osprey.process.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.osprey.process.OutputListener;
import dev.osprey.process.OutputListener.Stream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineCutterTest {

    private static List<String> pump(byte[] bytes) {
        List<String> lines = new ArrayList<>();
        feed(new LineCutter("test", (stream, line) -> lines.add(line)), bytes);
        return lines;
    }

    /** In pieces of odd sizes, as a pipe would. */
    private static void feed(LineCutter cutter, byte[] bytes) {
        for (int from = 0, size = 1; from < bytes.length; from += size, size = size * 2 + 1) {
            cutter.onBytes(Stream.STDOUT, ByteBuffer.wrap(bytes, from, Math.min(size, bytes.length - from)));
        }
        cutter.onEnd(Stream.STDOUT);
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
        List<String> lines = pump("x".repeat(LineCutter.LONGEST_LINE * 2 + 5) + "\nnext\n");
        assertEquals(
                List.of(LineCutter.LONGEST_LINE, LineCutter.LONGEST_LINE, 5, 4),
                lines.stream().map(String::length).toList());
    }

    @Test
    void aPieceDoesNotCutACharacter() {
        String text = "x".repeat(LineCutter.LONGEST_LINE - 1) + "€uro";
        List<String> lines = pump(text + "\n");
        assertEquals(text, String.join("", lines));
        assertEquals(2, lines.size());
    }

    @Test
    void aPieceOfBrokenBytesStillEnds() {
        byte[] bytes = new byte[LineCutter.LONGEST_LINE * 3];
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
        feed(new LineCutter("test", listener), "a\nb\n".getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of("a", "b"), seen);
    }
}
