package dev.osprey.launcher.deps;

import dev.osprey.module.ModulePhase;
import dev.osprey.module.ModuleState;
import dev.osprey.module.Why;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Whether what a module needs is there. */
public final class Gate {

    private final Graph graph;
    private final Predicate<String> provided;
    private final Function<String, Standing> standings;

    /**
     * @param provided whether Osprey itself is or has what is called so
     * @param standings of modules, null for one that nobody has
     */
    public Gate(Graph graph, Predicate<String> provided, Function<String, Standing> standings) {
        this.graph = graph;
        this.provided = provided;
        this.standings = standings;
    }

    /** Why a module may not start now, or empty if it may. What will not change by itself is told first. */
    public Optional<Why> look(String name, Instant at) {
        return lasting(name, at).or(() -> first(name, needed -> passing(name, needed, at)));
    }

    /** The same of what will not change by itself, in all that it needs, directly or not. */
    public Optional<Why> refusal(String name, Instant at) {
        return lasting(name, at).or(() -> graph.all(name).stream()
                .filter(graph::has)
                .map(needed -> lasting(needed, at).map(why -> through(needed, why)))
                .flatMap(Optional::stream)
                .findFirst());
    }

    private static Why through(String needed, Why why) {
        return new Why(why.code(), "needs " + needed + ", which " + why.text(), why.module(), why.at());
    }

    private Optional<Why> lasting(String name, Instant at) {
        List<String> cycle = graph.cycle(name);
        if (!cycle.isEmpty()) {
            return Optional.of(new Why(
                    Why.Code.CYCLE,
                    "needs itself: " + String.join(" → ", cycle) + "; take one of them out of depends_on",
                    null,
                    at));
        }
        return first(name, needed -> absent(needed, at)).or(() -> first(name, needed -> unwanted(needed, at)));
    }

    private Optional<Why> first(String name, Function<String, Why> question) {
        for (String needed : graph.wants(name)) {
            Why why = question.apply(needed);
            if (why != null) {
                return Optional.of(why);
            }
        }
        return Optional.empty();
    }

    private Why absent(String needed, Instant at) {
        return standings.apply(needed) != null || provided.test(needed)
                ? null
                : new Why(
                        Why.Code.DEPENDENCY_MISSING,
                        "needs " + needed + ", which is not there; add it, or take it out of depends_on",
                        needed,
                        at);
    }

    private Why unwanted(String needed, Instant at) {
        Standing standing = standings.apply(needed);
        return standing == null || standing.state() != ModuleState.DISABLED || standing.satisfies()
                ? null
                : new Why(
                        Why.Code.DEPENDENCY_DISABLED,
                        "needs " + needed + ", which is disabled; set its state to enabled or manual",
                        needed,
                        at);
    }

    private Why passing(String name, String needed, Instant at) {
        Standing standing = standings.apply(needed);
        if (standing == null || standing.satisfies()) {
            return null;
        }
        return standing.phase() == ModulePhase.FAILED
                ? new Why(
                        Why.Code.DEPENDENCY_FAILED,
                        "needs " + needed + ", which has failed; module:why " + name + " shows how",
                        needed,
                        at)
                : new Why(Why.Code.WAITING_DEPENDENCY, "waits until " + needed + " is ready", needed, at);
    }
}
