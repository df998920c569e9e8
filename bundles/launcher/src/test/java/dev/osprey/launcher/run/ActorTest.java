package dev.osprey.launcher.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.module.ModuleActionException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class ActorTest {

    private final Deque<Runnable> executor = new ArrayDeque<>();
    private final List<Integer> done = new ArrayList<>();
    private final Actor actor = new Actor("m", executor::add);

    private CompletableFuture<Integer> ask(int number) {
        return actor.ask(() -> {
            done.add(number);
            return CompletableFuture.completedFuture(number);
        });
    }

    @Test
    void whatPeopleAskForIsBoundedAndWhatHappensIsNot() {
        for (int i = 0; i < 64; i++) {
            ask(i);
        }
        CompletionException refused = assertThrows(CompletionException.class, () -> ask(64).join());
        assertTrue(refused.getCause() instanceof ModuleActionException);
        actor.tell(() -> done.add(99));
        assertEquals(1, executor.size());
        executor.remove().run();
        assertEquals(65, done.size());
        assertEquals(99, done.get(64));
        assertEquals(1, ask(1).isDone() ? 0 : 1);
    }

    @Test
    void oneThatFailsEndsNoOther() {
        actor.tell(() -> {
            throw new IllegalStateException("on purpose");
        });
        CompletableFuture<Integer> failed = actor.ask(() -> {
            throw new ModuleActionException("refused");
        });
        CompletableFuture<Integer> next = ask(2);
        executor.remove().run();
        assertTrue(failed.isCompletedExceptionally());
        assertEquals(2, next.join());
    }

    @Test
    void aClosedOneTakesNothingFromPeople() {
        actor.close();
        assertThrows(CompletionException.class, () -> ask(1).join());
        actor.tell(() -> done.add(7));
        executor.remove().run();
        assertEquals(List.of(7), done);
    }
}
