package dev.osprey.launcher.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.event.Event;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswersTest {

    private static Event event(String subject, long sequence) {
        return new Event("" + sequence, subject, "m", Instant.EPOCH, new byte[0], null, null, null, sequence);
    }

    @Test
    void theFirstAndTheLastOfEachSubjectAreKeptInTheirOrder() {
        Answers answers = new Answers();
        assertTrue(answers.add(event("module.shutdown.ack", 1)));
        for (int i = 2; i < 1_000_000; i++) {
            assertFalse(answers.add(event("module.ready", i)));
        }
        answers.add(event("module.shutdown.ack", 1_000_000));
        assertEquals(
                List.of(1L, 2L, 999_999L, 1_000_000L),
                answers.take().stream().map(Event::sequence).toList());
        assertTrue(answers.add(event("module.ready", 1_000_001)));
    }
}
