package dev.osprey.watchdog.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.osprey.watchdog.check.Look;
import dev.osprey.watchdog.check.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;

class CourseTest {

    private static final Terms TERMS = new Terms(true, 3, 600, 10, 600);
    private static final Terms OBSERVE = new Terms(false, 3, 600, 10, 600);

    private final Acts all = new Acts();
    private final Course course = new Course(all);

    private List<Effect> good(long run, long now) {
        return course.look(run, List.of(new Reading("health", Look.GOOD)), TERMS, now);
    }

    private List<Effect> bad(long run, long now) {
        return bad(run, TERMS, now);
    }

    private List<Effect> bad(long run, Terms terms, long now) {
        return course.look(run, List.of(new Reading("health", Look.bad("answered 500", 3))), terms, now);
    }

    /** From bad to restarted. */
    private void restart(long run, long now) {
        bad(run, now);
        course.collected("e" + run, run, now);
        course.acted(true);
    }

    @Test
    void whatIsOnlySuspectIsToldToNobody() {
        assertEquals(List.of(), course.look(1, List.of(new Reading("health", Look.suspect("slow", 1))), TERMS, 5));
        assertEquals(Stage.SUSPECT, course.stage());
        assertEquals(List.of(), good(1, 6));
        assertEquals(Stage.OK, course.stage());
    }

    @Test
    void evidenceComesBeforeTheRestart() {
        assertEquals(List.of(new Effect.Collect("health", "answered 500", 1)), bad(1, 10));
        assertEquals(List.of(), bad(1, 11));
        assertEquals(
                List.of(
                        new Effect.Unhealthy("health", "answered 500", 3, 2, 1, true, "e1"),
                        new Effect.Restart("health", "answered 500", 1)),
                course.collected("e1", 1, 12));
        assertEquals(Stage.ACT, course.stage());
    }

    @Test
    void whoIsWellAfterTheRestartHasRecovered() {
        restart(1, 10);
        assertEquals(Stage.PROBATION, course.stage());
        assertEquals(List.of(), course.away(true));
        assertEquals(List.of(new Effect.Recovered("health", 40, 1, 2)), good(2, 50));
        assertEquals(Stage.OK, course.stage());
        assertEquals(0, course.restarts());
    }

    @Test
    void aCheckThatSaysNothingAfterTheRestartIsWaitedFor() {
        restart(1, 10);
        List<Reading> nothing = List.of(new Reading("health", Look.UNKNOWN), new Reading("heartbeat", Look.GOOD));
        assertEquals(List.of(), course.look(2, nothing, TERMS, 20));
        assertEquals(List.of(), course.look(2, nothing, TERMS, 20 + Course.PATIENCE - 1));
        assertInstanceOf(
                Effect.Recovered.class,
                course.look(2, nothing, TERMS, 20 + Course.PATIENCE).get(0));
    }

    @Test
    void whoIsWellAgainBeforeAnythingWasDoneIsLeftAlone() {
        bad(1, 10);
        good(1, 11);
        assertEquals(List.of(), course.collected("e1", 1, 12));
        assertEquals(Stage.OK, course.stage());
    }

    @Test
    void aRunThatSomebodyElseHasEndedMeanwhileIsNotRestarted() {
        bad(1, 10);
        assertEquals(List.of(), good(2, 11));
        assertEquals(List.of(), course.collected("e1", 1, 12));
        assertEquals(Stage.OK, course.stage());
    }

    @Test
    void evidenceOnAnEarlierRunDecidesNothingAboutThisOne() {
        bad(1, 10);
        good(2, 11);
        bad(2, 12);
        assertEquals(List.of(), course.collected("e1", 1, 13));
        assertInstanceOf(Effect.Restart.class, course.collected("e2", 2, 14).get(1));
    }

    @Test
    void aRestartThatCameTooLateDoesNotCount() {
        bad(1, 10);
        course.collected("e1", 1, 10);
        course.acted(false);
        assertEquals(0, course.restarts());
        assertEquals(0, all.freeAt(1, 600, 10));
    }

    @Test
    void tooManyRestartsWithinTheWindowAreNotMadeAndItIsTriedAgainAfterIt() {
        for (int run = 1; run <= 3; run++) {
            restart(run, run * 10L);
        }
        bad(4, 40);
        List<Effect> effects = course.collected("e4", 4, 41);
        assertEquals(
                List.of(
                        new Effect.Unhealthy("health", "answered 500", 3, 31, 4, false, "e4"),
                        new Effect.GaveUp("health", 3, 600, 610 - 41, "e4")),
                effects);
        assertEquals(List.of(), bad(4, 609));
        assertInstanceOf(Effect.Collect.class, bad(4, 610).get(0));
        assertInstanceOf(Effect.Restart.class, course.collected("e5", 4, 611).get(1));
    }

    @Test
    void whoWasGivenUpAndIsWellHasRecovered() {
        for (int run = 1; run <= 3; run++) {
            restart(run, run);
        }
        bad(4, 5);
        course.collected("e4", 4, 5);
        assertEquals(List.of(new Effect.Recovered("health", 8, 3, 4)), good(4, 9));
    }

    @Test
    void whoWasGivenUpIsTriedAgainWhenSomebodySaysSo() {
        for (int run = 1; run <= 3; run++) {
            restart(run, run);
        }
        bad(4, 5);
        course.collected("e4", 4, 5);
        course.resume();
        bad(4, 6);
        assertInstanceOf(Effect.Restart.class, course.collected("e5", 4, 7).get(1));
    }

    @Test
    void theRestartsOfAllModulesTogetherAreLimitedToo() {
        for (int i = 0; i < 10; i++) {
            all.take(5);
        }
        bad(1, 10);
        assertInstanceOf(Effect.GaveUp.class, course.collected("e1", 1, 11).get(1));
    }

    @Test
    void whatIsSilentInItsStartIsGivenUpForGood() {
        List<Reading> stuck = List.of(new Reading("stuck", Look.bad("not a word", 1)));
        for (int run = 1; run <= 3; run++) {
            course.look(run, stuck, TERMS, run);
            course.collected("e", run, run);
            course.acted(true);
        }
        course.look(4, stuck, TERMS, 10);
        assertEquals(
                new Effect.GaveUp("stuck", 3, 600, -1, "e"),
                course.collected("e", 4, 10).get(1));
        assertEquals(List.of(), course.look(4, stuck, TERMS, 1_000_000));
    }

    @Test
    void whatMustNotBeRestartedIsOnlyToldOf() {
        bad(1, OBSERVE, 10);
        assertEquals(
                List.of(new Effect.Unhealthy("health", "answered 500", 3, 1, 1, false, "e1")),
                course.collected("e1", 1, 11));
        assertEquals(List.of(), bad(1, OBSERVE, 12));
        assertInstanceOf(Effect.Recovered.class, good(1, 13).get(0));
    }

    @Test
    void whatMayBeRestartedLaterIsRestartedThen() {
        bad(1, OBSERVE, 10);
        course.collected("e1", 1, 11);
        assertInstanceOf(Effect.Collect.class, bad(1, TERMS, 12).get(0));
    }

    @Test
    void whatIsStoppedOnPurposeIsNoCaseAnyMore() {
        bad(1, OBSERVE, 10);
        course.collected("e1", 1, 11);
        assertEquals(List.of(), course.away(true));
        assertEquals(Stage.UNHEALTHY, course.stage());
        assertEquals(List.of(), course.away(false));
        assertEquals(Stage.OK, course.stage());
    }
}
