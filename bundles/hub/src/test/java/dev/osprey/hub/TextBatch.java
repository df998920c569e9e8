package dev.osprey.hub;

import dev.osprey.event.Event;
import dev.osprey.event.EventBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Events as somebody else's batch. */
class TextBatch implements EventBatch {

    private final String subject;
    private final List<String> texts;
    private long first;

    /** @param texts JSON objects without a number */
    TextBatch(String subject, String... texts) {
        this.subject = subject;
        this.texts = List.of(texts);
    }

    @Override
    public int size() {
        return texts.size();
    }

    @Override
    public List<Event> events() {
        List<Event> events = new ArrayList<>();
        texts((name, sequence, bytes, from, to) ->
                events.add(new Event("" + sequence, name, "test", Instant.EPOCH, bytes, null, null, null, sequence)));
        return events;
    }

    @Override
    public void number(long number) {
        first = number;
    }

    @Override
    public void texts(TextVisitor visitor) {
        long sequence = first;
        for (String text : texts) {
            byte[] bytes = Bytes.utf8(text.substring(0, text.length() - 1) + ",\"sequence\":" + sequence + "}");
            visitor.text(subject, sequence++, bytes, 0, bytes.length);
        }
    }

    @Override
    public EventBatch only(int index) {
        TextBatch one = new TextBatch(subject, texts.get(index));
        one.first = first + index;
        return one;
    }
}
