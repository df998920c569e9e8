package dev.osprey.process.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PromptMarksTest {

    private static final String BEGIN = "\033]7733;abc;b\007";
    private static final String PROMPT = "\033]7733;abc;2;/home/Ünal\007";

    /** Shown text, with what the marks said in brackets. */
    private static String read(byte[] all, List<Integer> cuts) {
        List<Object> found = new ArrayList<>();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        PromptMarks marks = new PromptMarks("abc", new PromptMarks.Reader() {
            @Override
            public void shown(byte[] bytes, int offset, int length) {
                text.write(bytes, offset, length);
            }

            @Override
            public void begins() {
                text.writeBytes("<begin>".getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public void prompts(int exitCode, String folder) {
                text.writeBytes(("<" + exitCode + " " + folder + ">").getBytes(StandardCharsets.UTF_8));
            }
        });
        int from = 0;
        for (int cut : cuts) {
            int to = Math.min(all.length, from + cut);
            marks.take(ByteBuffer.wrap(all, from, to - from));
            from = to;
        }
        marks.take(ByteBuffer.wrap(all, from, all.length - from));
        marks.end();
        assertEquals(List.of(), found);
        return text.toString(StandardCharsets.UTF_8);
    }

    @Property
    void marksAreFoundHoweverTheyAreCut(@ForAll @Size(max = 60) List<@IntRange(min = 1, max = 9) Integer> cuts) {
        String shown = "a\033[31mred" + BEGIN + "out\033" + PROMPT + "\033]0;title\007$ ";
        assertEquals(
                "a\033[31mred<begin>out\033<2 /home/Ünal>\033]0;title\007$ ",
                read(shown.getBytes(StandardCharsets.UTF_8), cuts));
    }

    @Test
    void whatIsNoMarkIsShownAsItCame() {
        for (String text : List.of(
                "\033]7733;xyz;0;/\007",
                "\033]7733;abc;",
                "\033]7733;abc;q;/\007",
                "\033]7733;abc;1\007",
                "\033]7733;abc;12345678901;/\007",
                "\033\033\033",
                "\033]77\033]7733")) {
            assertEquals(text, read(text.getBytes(StandardCharsets.UTF_8), List.of(1, 1, 1)));
        }
    }

    @Test
    void anOpeningThatNeverEndsIsNotHeldBackForEver() {
        String text = "\033]7733;abc;" + "x".repeat(20_000);
        assertEquals(text, read(text.getBytes(StandardCharsets.UTF_8), List.of(9_000)));
    }
}
