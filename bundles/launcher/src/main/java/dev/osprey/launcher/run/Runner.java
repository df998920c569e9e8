package dev.osprey.launcher.run;

import dev.osprey.event.Event;
import dev.osprey.launcher.deps.Standing;
import dev.osprey.launcher.state.Input;
import dev.osprey.launcher.state.Machine;
import dev.osprey.launcher.state.Moment;
import dev.osprey.launcher.state.Situation;
import dev.osprey.launcher.state.Step;
import dev.osprey.module.ModuleDisabledException;
import dev.osprey.module.ModulePhase;
import dev.osprey.module.ModuleState;
import dev.osprey.module.ModuleStatus;
import dev.osprey.module.StaleIncarnationException;
import dev.osprey.module.Until;
import dev.osprey.module.Why;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Owns one module: every step of its {@link Machine} is made on its actor, and none of them waits. Thread-safe. */
final class Runner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);

    private final Workshop shop;
    private final Body body;
    private final Roster roster;
    private final String name;
    private final Actor actor;
    private final Doings doings;
    private final Answers answers = new Answers();
    private final Set<String> pulled = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile Situation now;
    private volatile Why note;
    private volatile double hurry = 1;
    // Used on the actor only.
    private final Waiters waiters;

    /** @param why it is as it is, or null */
    Runner(Workshop shop, Roster roster, Body body, ModuleState state, Why why) {
        this.shop = shop;
        this.roster = roster;
        this.body = body;
        this.name = body.manifest().name();
        this.now = Situation.found(state, why, Instant.now());
        this.actor = new Actor(name, shop.crew().steps());
        this.waiters = new Waiters(name, this::status);
        this.doings = new Doings(shop, body, name, this::tell);
    }

    String name() {
        return name;
    }

    Body body() {
        return body;
    }

    ModuleStatus status() {
        return Statuses.of(body, now, note);
    }

    Situation situation() {
        return now;
    }

    Doings doings() {
        return doings;
    }

    Standing standing() {
        return standing(now);
    }

    private static Standing standing(Situation at) {
        boolean late = at.why() != null && at.why().code() == Why.Code.READY_TIMEOUT;
        return new Standing(
                at.wish().state(),
                at.wish().desired(),
                at.phase(),
                at.run().completed() && at.phase() == ModulePhase.STOPPED,
                late);
    }

    /** Whether it is to run, and does not. */
    boolean waits() {
        Situation at = now;
        return at.wish().desired() && !at.wish().held() && at.phase() == ModulePhase.STOPPED;
    }

    /** Whether it starts on request, and nobody has asked yet. */
    boolean idle() {
        Situation at = now;
        return at.wish().state() == ModuleState.MANUAL
                && !at.wish().desired()
                && at.run().incarnation() == 0;
    }

    /** @return whether it has not yet brought that one along */
    boolean pulls(String needed) {
        return pulled.add(needed);
    }

    /** Shown as long as there is nothing else to say; null for nothing. */
    void note(Why why) {
        note = why;
    }

    /** From now on all times of a stop are this part of what they were. */
    void hurry(double part) {
        hurry = part;
    }

    /** An event whose source is this module. */
    void onEvent(Event event) {
        if (answers.add(event)) {
            actor.tell(() -> answers.take().forEach(this::answer));
        }
    }

    private void answer(Event event) {
        Input input = doings.meaning(event, now, body.rules());
        if (input != null) {
            step(input);
        }
    }

    /** What it waits for may have changed. */
    void look() {
        if (looking.compareAndSet(false, true)) {
            actor.tell(() -> {
                looking.set(false);
                step(new Input.Look());
            });
        }
    }

    /** Something has happened. */
    void tell(Input input) {
        actor.tell(() -> step(input));
    }

    /** Does it and waits until the step is made. */
    CompletableFuture<ModuleStatus> post(Input input) {
        return ask(input, new Goal.Step());
    }

    CompletableFuture<ModuleStatus> start(Until until) {
        return actor.ask(() -> {
            refuseIfDisabled();
            Situation before = now;
            long newerThan = before.running()
                    ? before.run().incarnation() - 1
                    : before.run().incarnation();
            step(new Input.Start());
            return waiters.add(new Goal.Started(until, newerThan), now);
        });
    }

    CompletableFuture<ModuleStatus> stop(Why why) {
        return actor.ask(() -> {
            doings.stopForGood();
            step(new Input.Stop(why));
            return waiters.add(new Goal.Stopped(), now);
        });
    }

    CompletableFuture<ModuleStatus> restart(Why why, Until until) {
        return actor.ask(() -> {
            refuseIfDisabled();
            return again(new Input.Restart(why, true), until);
        });
    }

    CompletableFuture<ModuleStatus> restartIf(long incarnation, Why why) {
        return actor.ask(() -> {
            Situation at = now;
            if (at.run().incarnation() != incarnation
                    || !at.running()
                    || !at.wish().desired()) {
                throw new StaleIncarnationException("Run " + incarnation + " of " + name + " is not there any more, or"
                        + " somebody has it stopped: it is at run " + at.run().incarnation() + ", "
                        + Statuses.word(at.phase()) + "; nothing was done");
            }
            return again(new Input.Restart(why, false), Until.SPAWNED);
        });
    }

    private CompletableFuture<ModuleStatus> again(Input.Restart restart, Until until) {
        long before = now.run().incarnation();
        step(restart);
        return waiters.add(new Goal.Started(until, before), now);
    }

    /** It does not start again. */
    CompletableFuture<ModuleStatus> end(Why why) {
        CompletableFuture<ModuleStatus> over = new CompletableFuture<>();
        actor.tell(() -> {
            step(new Input.End(why));
            waiters.add(new Goal.Over(), now).thenAccept(over::complete);
        });
        return over;
    }

    private CompletableFuture<ModuleStatus> ask(Input input, Goal goal) {
        return actor.ask(() -> {
            step(input);
            return waiters.add(goal, now);
        });
    }

    private void refuseIfDisabled() {
        if (now.wish().state() == ModuleState.DISABLED) {
            throw new ModuleDisabledException(name + " is disabled; set its state to enabled or manual first");
        }
    }

    private void step(Input input) {
        Situation before = now;
        Instant time = Instant.now();
        Moment moment = new Moment(
                System.nanoTime(),
                time,
                ThreadLocalRandom.current().nextDouble(),
                shop.around().endpoints().hubUp(),
                body.up() ? null : roster.gate(this, time));
        Step step = Machine.step(before, input, doings.hurried(body.rules(), hurry), moment);
        Situation after = step.situation();
        // Whoever sees that a run has ended may rely on it that nobody can speak in its name.
        doings.cutOff(step.effects());
        now = after;
        doings.carryOut(step.effects(), after);
        report(before, after);
        waiters.look(after);
        if (!standing(before).equals(standing(after))) {
            roster.changed(name);
        }
    }

    private void report(Situation before, Situation after) {
        if (before.phase() == after.phase()) {
            return;
        }
        String reason = after.why() == null ? "" : after.why().text();
        switch (after.phase()) {
            case BACKOFF, FAILED -> LOG.warn("Module {} {}", name, reason);
            case READY ->
                LOG.info("Module {} is ready, process {}", name, after.run().pid());
            case STOPPED -> LOG.info("Module {} stopped: {}", name, reason);
            default -> LOG.debug("Module {} is {}", name, after.phase());
        }
    }

    /** Takes no more from people. */
    @Override
    public void close() {
        actor.close();
        doings.close();
        body.close();
    }
}
