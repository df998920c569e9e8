package dev.osprey.watchdog.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.watchdog.check.Look;
import dev.osprey.watchdog.check.Reading;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class CoursePropertyTest {

    private static final long WINDOW = 100;
    private static final Terms TERMS = new Terms(true, 2, WINDOW, 5, WINDOW);

    /** One world in which a course is walked: what it asks for is done sooner or later, and what must never be is looked for. */
    private static final class Walk {

        final Course course = new Course(new Acts());
        final Deque<Long> restarts = new ArrayDeque<>();
        Effect.Collect collecting;
        Effect.Restart restarting;
        boolean unhealthy;
        long run = 1;
        long now;

        void step(int what) {
            now += 3;
            switch (what) {
                case 0 -> see(Look.GOOD);
                case 1 -> see(Look.UNKNOWN);
                case 2 -> see(Look.suspect("hm", 1));
                case 3, 4 -> see(Look.bad("no", 3));
                case 5 -> hear(course.away(true));
                case 6 -> {
                    unhealthy = unhealthy && !closes();
                    hear(course.away(false));
                }
                case 7 -> run++;
                case 8 -> answer();
                default -> act();
            }
        }

        private boolean closes() {
            return course.stage() != Stage.ACT && course.stage() != Stage.EVIDENCE;
        }

        private void see(Look look) {
            hear(course.look(run, List.of(new Reading("health", look)), TERMS, now));
        }

        private void answer() {
            if (collecting != null) {
                Effect.Collect done = collecting;
                collecting = null;
                hear(course.collected("e", done.incarnation(), now));
            }
        }

        private void act() {
            if (restarting != null) {
                boolean done = restarting.incarnation() == run;
                if (done) {
                    run++;
                } else {
                    restarts.removeLast();
                }
                restarting = null;
                hear(course.acted(done));
            }
        }

        private void hear(List<Effect> effects) {
            for (Effect effect : effects) {
                if (effect instanceof Effect.Collect collect) {
                    collecting = collect;
                } else if (effect instanceof Effect.Restart restart) {
                    assertEquals(null, restarting, "one restart at a time");
                    assertTrue(unhealthy, "it was told before it was done");
                    restarting = restart;
                    restarts.addLast(now);
                    restarts.removeIf(at -> now - at >= WINDOW);
                    assertTrue(restarts.size() <= TERMS.restarts(), "within the limit");
                } else if (effect instanceof Effect.Unhealthy) {
                    unhealthy = true;
                } else if (effect instanceof Effect.Recovered) {
                    assertTrue(unhealthy, "only who was unwell recovers");
                    unhealthy = false;
                }
            }
        }
    }

    @Property(tries = 2_000)
    void neverTooManyRestartsNeverTwoAtOnceAndNothingGetsStuck(
            @ForAll @Size(max = 200) List<@IntRange(min = 0, max = 9) Integer> steps) {
        Walk walk = new Walk();
        steps.forEach(walk::step);
        for (int i = 0; i < 4; i++) {
            walk.answer();
            walk.act();
            walk.step(0);
        }
        walk.now += TimeUnit.MINUTES.toNanos(5);
        walk.step(0);
        assertEquals(Stage.OK, walk.course.stage());
        assertEquals(false, walk.unhealthy);
    }
}
