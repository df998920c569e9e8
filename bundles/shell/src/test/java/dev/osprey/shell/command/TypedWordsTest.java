package dev.osprey.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TypedWordsTest {

    @Test
    void theNumberBehindWatchIsFoundAmongTheWords() {
        assertEquals(Duration.ofSeconds(5), behind("--watch", "5", "rest").duration());
        assertEquals(Duration.ofMillis(500), behind("rest", "--watch=0.5").duration());
        assertEquals(WatchSeconds.DEFAULT, behind("--watch", "--json"));
        assertEquals(WatchSeconds.DEFAULT, behind("--watch"));
    }

    @Test
    void theNumberIsTakenFromTheArgumentsThatKarafGaveItTo() {
        RegistryGet get = new RegistryGet();
        get.path = "5";
        TypedWords typed = new TypedWords(get, List.of("--json", "event_hub"));
        assertEquals(Duration.ofSeconds(5), typed.seconds(true).duration());
        assertEquals(List.of("--json", "event_hub"), typed.words());
        assertEquals(List.of(), typed.settled(List.of("event_hub")));
        assertEquals("event_hub", get.path);
    }

    @Test
    void anOptionalArgumentGivesTheNumberUp() {
        AccessAudit audit = new AccessAudit();
        audit.verify = "10";
        TypedWords typed = new TypedWords(audit, List.of());
        assertEquals(Duration.ofSeconds(10), typed.seconds(true).duration());
        assertEquals(List.of(), typed.settled(List.of()));
        assertEquals(null, audit.verify);
    }

    @Test
    void theOnlyValueOfARequiredArgumentIsKept() {
        RegistryGet get = new RegistryGet();
        get.path = "5";
        TypedWords typed = new TypedWords(get, List.of("--json"));
        assertEquals(WatchSeconds.DEFAULT, typed.seconds(true));
        assertEquals(List.of(), typed.settled(List.of()));
        assertEquals("5", get.path);
    }

    @Test
    void aRequiredArgumentThatIsMissingIsNamed() {
        RegistryGet get = new RegistryGet();
        get.path = "5";
        TypedWords typed = new TypedWords(get, List.of("--count", "3"));
        typed.seconds(true);
        Failure failure = assertThrows(Failure.class, () -> typed.settled(List.of()));
        assertEquals("The argument path is missing.", failure.getMessage());
    }

    @Test
    void wrongIntervalsAreToldWithTheBounds() {
        for (String wrong : List.of("0", "0.4", "3601", "99999999")) {
            Failure failure = assertThrows(Failure.class, () -> behind("--watch=" + wrong), wrong);
            assertEquals("invalid_input", failure.code());
        }
        assertThrows(Failure.class, () -> behind("--watch=soon"));
    }

    private static WatchSeconds behind(String... words) {
        return new TypedWords(new RegistryList(), List.of(words)).seconds(false);
    }
}
