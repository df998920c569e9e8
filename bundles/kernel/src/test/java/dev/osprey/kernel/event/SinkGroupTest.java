package dev.osprey.kernel.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.osprey.event.EventBatch;
import dev.osprey.event.EventSink;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SinkGroupTest {

    private final SubjectRouter router = new SubjectRouter();
    private final Member one = new Member("workers");
    private final Member two = new Member("workers");
    private final Member three = new Member("workers");
    private final Member other = new Member("others");
    private final Member alone = new Member(null);

    private void subscribe(Member... members) {
        for (Member member : members) {
            router.subscribe("a.*", member);
            router.subscribe("a.>", member);
        }
    }

    private void publish(int batches, int size, EventSink origin) {
        for (int i = 0; i < batches; i++) {
            router.publish(router.route("a.b"), new Numbers("a.b", size), origin);
        }
    }

    private List<Long> since(long first) {
        return LongStream.rangeClosed(first + 1, router.last()).boxed().toList();
    }

    private static List<Long> all(Member... members) {
        return Stream.of(members)
                .flatMap(member -> member.numbers.stream())
                .sorted()
                .toList();
    }

    @Test
    void oneOfAGroupGetsEachEventAndOthersGetAll() {
        subscribe(one, two, three, other, alone);
        long before = router.last();
        publish(30, 1, null);
        assertEquals(since(before), all(one, two, three));
        assertEquals(List.of(10, 10, 10), sizes(one, two, three));
        assertEquals(since(before), other.numbers);
        assertEquals(since(before), alone.numbers);
    }

    @Test
    void eventsOfOneBatchAreSharedToo() {
        subscribe(one, two, alone);
        long before = router.last();
        publish(2, 7, null);
        assertEquals(since(before), all(one, two));
        assertEquals(List.of(7, 7), sizes(one, two));
        assertEquals(2, alone.batches, "who is alone gets batches as they are");
    }

    @Test
    void membersWithoutRoomArePassedOverAsLongAsOneHasSome() {
        subscribe(one, two, three);
        two.ready = false;
        publish(10, 1, null);
        assertEquals(List.of(5, 0, 5), sizes(one, two, three));
        one.ready = false;
        three.ready = false;
        long before = router.last();
        publish(3, 1, null);
        assertEquals(13, all(one, two, three).size(), "if nobody has room, somebody gets it nevertheless");
        assertEquals(before + 3, router.last());
    }

    @Test
    void originIsPassedOverAndAGroupOfItAloneGetsNothing() {
        subscribe(one, two);
        publish(4, 1, one);
        assertEquals(List.of(0, 4), sizes(one, two));
        router.remove(two);
        publish(4, 1, one);
        assertEquals(List.of(0, 4), sizes(one, two));
    }

    @Test
    void memberThatLeavesLeavesItsShareToTheOthers() {
        subscribe(one, two);
        publish(4, 1, null);
        router.remove(one);
        publish(4, 1, null);
        assertEquals(List.of(2, 6), sizes(one, two));
    }

    private static List<Integer> sizes(Member... members) {
        return Stream.of(members).map(member -> member.numbers.size()).toList();
    }

    private static final class Member implements EventSink {
        private final String group;
        private final List<Long> numbers = new ArrayList<>();
        private boolean ready = true;
        private int batches;

        Member(String group) {
            this.group = group;
        }

        @Override
        public void accept(EventBatch batch) {
            batches++;
            batch.events().forEach(event -> numbers.add(event.sequence()));
        }

        @Override
        public String group() {
            return group;
        }

        @Override
        public boolean ready() {
            return ready;
        }
    }
}
