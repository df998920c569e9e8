package dev.osprey.kernel.event;

import dev.osprey.event.Event;
import dev.osprey.event.EventBatch;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A batch of events as a door hands it over, some of them at once. */
final class Numbers implements EventBatch {

    private final String subject;
    private final int size;
    private final int weight;
    private final boolean strict;
    private final List<Event> events = new ArrayList<>();
    boolean own;

    Numbers(String subject, int size) {
        this(subject, size, 0, false);
    }

    Numbers(String subject, int size, int weight, boolean strict) {
        this.subject = subject;
        this.size = size;
        this.weight = weight;
        this.strict = strict;
    }

    /** Events with these numbers. */
    static Numbers of(String subject, long first, int size, int weight) {
        Numbers numbers = new Numbers(subject, size, weight, false);
        numbers.number(first);
        return numbers;
    }

    static Event event(String subject, long sequence) {
        byte[] data = Long.toString(sequence).getBytes(StandardCharsets.US_ASCII);
        return new Event("id-" + sequence, subject, "test", Instant.EPOCH, data, null, null, null, sequence);
    }

    @Override
    public void number(long first) {
        for (int i = 0; i < size; i++) {
            events.add(event(subject, first + i));
        }
    }

    @Override
    public void own() {
        own = true;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int weight() {
        return weight;
    }

    @Override
    public boolean strict() {
        return strict;
    }

    @Override
    public List<Event> events() {
        return List.copyOf(events);
    }

    @Override
    public void texts(TextVisitor visitor) {
        events.forEach(event -> visitor.text(event.subject(), event.sequence(), event.data(), 0, event.data().length));
    }

    @Override
    public EventBatch only(int index) {
        return of(subject, events.get(index).sequence(), 1, weight / size);
    }
}
