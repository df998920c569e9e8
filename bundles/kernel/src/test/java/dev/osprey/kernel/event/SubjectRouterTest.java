package dev.osprey.kernel.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.event.EventBatch;
import dev.osprey.event.EventDraft;
import dev.osprey.event.EventSink;
import dev.osprey.event.InvalidSubjectException;
import dev.osprey.event.Route;
import dev.osprey.event.SubjectPattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SubjectRouterTest {

    private final SubjectRouter router = new SubjectRouter();

    @Property(tries = 2000)
    void indexAgreesWithThePatternsOneByOne(
            @ForAll("subjects") String subject, @ForAll("manyPatterns") List<String> patterns) {
        SubjectRouter fresh = new SubjectRouter();
        List<Counting> sinks = new ArrayList<>();
        for (String pattern : patterns) {
            Counting sink = new Counting();
            sinks.add(sink);
            fresh.subscribe(pattern, sink);
        }
        fresh.publish(fresh.route(subject), batch(subject), null);
        for (int i = 0; i < patterns.size(); i++) {
            int expected = new SubjectPattern(patterns.get(i)).matches(subject) ? 1 : 0;
            assertEquals(expected, sinks.get(i).batches, patterns.get(i) + " on " + subject);
        }
        sinks.forEach(fresh::remove);
        assertTrue(fresh.idle(), "nothing is left of the patterns");
    }

    @Provide
    Arbitrary<String> subjects() {
        return tokens(Arbitraries.of("a", "b", "c"));
    }

    @Provide
    Arbitrary<List<String>> manyPatterns() {
        Arbitrary<String> head = tokens(Arbitraries.of("a", "b", "c", "*"));
        return Arbitraries.oneOf(head, head.map(text -> text + ".>"), Arbitraries.just(">"))
                .list()
                .ofMaxSize(8);
    }

    private static Arbitrary<String> tokens(Arbitrary<String> token) {
        return token.list().ofMinSize(1).ofMaxSize(4).map(list -> String.join(".", list));
    }

    @Test
    void sinkWithSeveralMatchingPatternsGetsAnEventOnce() {
        Counting sink = new Counting();
        List.of("a.b", "a.*", "a.>", ">").forEach(pattern -> router.subscribe(pattern, sink));
        router.publish(router.route("a.b"), batch("a.b"), null);
        assertEquals(1, sink.batches);
    }

    @Test
    void originDoesNotHearItself() {
        Counting self = new Counting();
        Counting other = new Counting();
        router.subscribe("a", self);
        router.subscribe("a", other);
        router.publish(router.route("a"), batch("a"), self);
        assertEquals(0, self.batches);
        assertEquals(1, other.batches);
    }

    @Test
    void sinkThatThrowsDoesNotKeepOthersFromTheEvent() {
        Counting other = new Counting();
        router.subscribe("a", b -> {
            throw new IllegalStateException("broken");
        });
        router.subscribe("a", other);
        router.publish(router.route("a"), batch("a"), null);
        assertEquals(1, other.batches);
    }

    @Test
    void routeEndsWhenSubscriptionsChangeAndOnlyThen() {
        Counting sink = new Counting();
        router.subscribe("a", sink);
        Route route = router.route("a");
        router.subscribe("a", sink);
        router.unsubscribe("b", sink);
        router.remove(new Counting());
        assertTrue(route.current(), "nothing has changed");
        router.unsubscribe("a", sink);
        assertFalse(route.current());
        assertEquals(0, router.route("a").size());
    }

    @Test
    void publisherWithEverNewSubjectsDoesNotGrowTheCache() {
        for (int i = 0; i < SubjectRouter.MAX_ROUTES * 3; i++) {
            router.route("s." + i);
        }
        assertTrue(router.cachedRoutes() <= SubjectRouter.MAX_ROUTES);
    }

    @Test
    void invalidSubjectsAndPatternsAreRefused() {
        assertThrows(InvalidSubjectException.class, () -> router.route("a..b"));
        assertThrows(InvalidSubjectException.class, () -> router.route("a.*"));
        assertThrows(InvalidSubjectException.class, () -> router.subscribe("a.>.b", new Counting()));
        assertTrue(router.idle());
    }

    static PublishedBatch batch(String subject) {
        byte[] data = {'{', '}'};
        return new PublishedBatch(EventDraft.of(subject, null), "test", Instant.EPOCH, data, false, new EventIds());
    }

    private static final class Counting implements EventSink {
        private int batches;

        @Override
        public void accept(EventBatch batch) {
            batches++;
        }
    }
}
