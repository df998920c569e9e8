package dev.osprey.streams;

import java.util.HashMap;
import java.util.Map;

/** The numbers of the last event of each subject, up to the one that was the last when the search began. */
final class LastOfEach {

    private final long until;
    private Map<String, Long> found = new HashMap<>();
    private long[] numbers = {};
    private int due;

    LastOfEach(long until) {
        this.until = until;
    }

    boolean searches() {
        return found != null;
    }

    boolean within(long sequence) {
        return sequence <= until;
    }

    void see(byte[] bytes, int at) {
        found.put(Records.subject(bytes, at), Records.sequence(bytes, at));
    }

    void finish() {
        numbers = found.values().stream().mapToLong(Long::longValue).sorted().toArray();
        found = null;
    }

    /** Whether the event is one of them, or came later. Asked with ascending numbers. */
    boolean wants(long sequence) {
        while (due < numbers.length && numbers[due] < sequence) {
            due++;
        }
        return sequence > until || due < numbers.length && numbers[due] == sequence;
    }

    /** The first number from this one on that may be wanted. */
    long next(long sequence) {
        return wants(sequence) ? sequence : due < numbers.length ? numbers[due] : until + 1;
    }
}
