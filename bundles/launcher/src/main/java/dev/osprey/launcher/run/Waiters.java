package dev.osprey.launcher.run;

import dev.osprey.launcher.state.Situation;
import dev.osprey.module.ModuleActionException;
import dev.osprey.module.ModuleStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Who waits for what of one module. Used by its actor only. */
final class Waiters {

    private record Waiter(Goal goal, CompletableFuture<ModuleStatus> outcome) {}

    private final String name;
    private final Supplier<ModuleStatus> status;
    private final List<Waiter> waiting = new ArrayList<>();

    Waiters(String name, Supplier<ModuleStatus> status) {
        this.name = name;
        this.status = status;
    }

    CompletableFuture<ModuleStatus> add(Goal goal, Situation now) {
        Waiter waiter = new Waiter(goal, new CompletableFuture<>());
        if (!over(waiter, now)) {
            waiting.add(waiter);
        }
        return waiter.outcome();
    }

    void look(Situation now) {
        waiting.removeIf(waiter -> over(waiter, now));
    }

    private boolean over(Waiter waiter, Situation now) {
        try {
            if (!waiter.outcome().isDone() && waiter.goal().reached(name, now)) {
                waiter.outcome().complete(status.get());
            }
        } catch (ModuleActionException refused) {
            waiter.outcome().completeExceptionally(refused);
        }
        return waiter.outcome().isDone();
    }
}
