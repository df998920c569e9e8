package dev.osprey.streams;

import dev.osprey.event.Event;
import dev.osprey.event.EventBatch;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A numbered batch of texts, as a door would make it. */
final class Texts implements EventBatch {

    private final String subject;
    private final byte[][] texts;
    private final boolean strict;
    private long first;

    Texts(String subject, long first, int size, int length, boolean strict) {
        this.subject = subject;
        this.first = first;
        this.strict = strict;
        texts = new byte[size][];
        for (int i = 0; i < size; i++) {
            texts[i] = text(subject, first + i, length);
        }
    }

    static Texts one(String subject, long sequence, int length) {
        return new Texts(subject, sequence, 1, length, true);
    }

    /** The same for another number. */
    Texts at(long sequence) {
        return new Texts(subject, sequence, texts.length, texts[0].length, strict);
    }

    /** Says its number and subject, so that a reader can tell whether it is whole. */
    static byte[] text(String subject, long sequence, int length) {
        String start =
                "{\"event_id\":\"e" + sequence + "\",\"event\":\"" + subject + "\",\"source\":\"test\",\"data\":\"";
        return (start + "x".repeat(Math.max(0, length - start.length() - 2)) + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int size() {
        return texts.length;
    }

    @Override
    public List<Event> events() {
        throw new UnsupportedOperationException("A stream asks for texts");
    }

    @Override
    public void number(long number) {
        first = number;
    }

    @Override
    public boolean strict() {
        return strict;
    }

    @Override
    public void texts(TextVisitor visitor) {
        for (int i = 0; i < texts.length; i++) {
            visitor.text(subject, first + i, texts[i], 0, texts[i].length);
        }
    }

    @Override
    public EventBatch only(int index) {
        throw new UnsupportedOperationException("A stream keeps whole batches");
    }
}
