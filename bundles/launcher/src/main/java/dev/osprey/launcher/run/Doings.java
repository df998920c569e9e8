package dev.osprey.launcher.run;

import dev.osprey.event.Event;
import dev.osprey.launcher.ready.Probes;
import dev.osprey.launcher.state.Effect;
import dev.osprey.launcher.state.Input;
import dev.osprey.launcher.state.Rules;
import dev.osprey.launcher.state.Situation;
import dev.osprey.launcher.state.Subjects;
import dev.osprey.module.ModulePhase;
import dev.osprey.module.ReadyCheck;
import dev.osprey.process.KillReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what follows from the steps of one module, and knows which of its words belong to the run of now. For its actor only, but for
 * what says otherwise.
 */
final class Doings {

    private static final Logger LOG = LoggerFactory.getLogger(Doings.class);

    private final Workshop shop;
    private final Body body;
    private final String name;
    private final Consumer<Input> inputs;
    private volatile Living living;
    private volatile KillReport lastEnd;
    private volatile Probes.Watch probe;
    private Future<?> timer;
    // What was said before these is no answer.
    private long startFence = Long.MAX_VALUE;
    private long stopFence = Long.MAX_VALUE;

    /** @param inputs takes what comes of it, from any thread */
    Doings(Workshop shop, Body body, String name, Consumer<Input> inputs) {
        this.shop = shop;
        this.body = body;
        this.name = name;
        this.inputs = inputs;
    }

    /** What the end of the last run found, or null. Any thread. */
    KillReport lastEnd() {
        return lastEnd;
    }

    /** What the run of now does not get. Any thread. */
    List<String> warnings() {
        Living run = living;
        return run == null ? List.of() : run.warnings();
    }

    /** What is to be said about the look whether it is ready, or null. Any thread. */
    String remark() {
        Probes.Watch watch = probe;
        return watch == null ? null : watch.remark();
    }

    Rules hurried(Rules rules, double part) {
        return part >= 1
                ? rules
                : new Rules(
                        rules.module(),
                        rules.restart(),
                        rules.ready(),
                        rules.readyTimeout(),
                        rules.stop().scaled(part));
    }

    /** What an event of the module means, or null if it is none of this run. */
    Input meaning(Event event, Situation now, Rules rules) {
        boolean stop =
                event.subject().equals(Subjects.SHUTDOWN_ACK) || event.subject().equals(Subjects.SHUTDOWN_READY);
        if (event.sequence() <= (stop ? stopFence : startFence)
                || !(shop.around().hub().read(event) instanceof Map<?, ?> data)) {
            return null;
        }
        Object meant = data.get("module_id");
        if (meant != null && !meant.equals(name)) {
            return null;
        }
        long run = now.run().incarnation();
        return switch (event.subject()) {
            case Subjects.READY -> rules.ready().kind() == ReadyCheck.Kind.EVENT ? new Input.Ready(run) : null;
            case Subjects.SHUTDOWN_ACK -> new Input.Ack(run, number(data.get("estimated_cleanup")));
            case Subjects.SHUTDOWN_READY -> new Input.Cleaned(run);
            case Subjects.EXTEND -> new Input.MoreTime(run, number(data.get("seconds")));
            default -> null;
        };
    }

    private static double number(Object value) {
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** The first part of {@link #carryOut}. */
    void cutOff(List<Effect> effects) {
        if (effects.stream().anyMatch(Effect.CutOff.class::isInstance)) {
            attempt(body::cutOff);
        }
    }

    void carryOut(List<Effect> effects, Situation now) {
        if (now.timer() == null && timer != null) {
            timer.cancel(false);
            timer = null;
        }
        if (now.phase() != ModulePhase.STARTING && probe != null) {
            probe.close();
            probe = null;
        }
        effects.forEach(effect -> attempt(() -> carryOut(effect, now)));
    }

    private void attempt(Runnable effect) {
        try {
            effect.run();
        } catch (RuntimeException e) {
            LOG.error("Something was not done for module {}", name, e);
        }
    }

    private void carryOut(Effect effect, Situation now) {
        if (effect instanceof Effect.Spawn spawn) {
            spawn(spawn.incarnation());
        } else if (effect instanceof Effect.Kill kill) {
            kill(kill);
        } else if (effect instanceof Effect.SetTimer set) {
            if (timer != null) {
                timer.cancel(false);
            }
            timer = shop.crew().after(set.delay(), () -> inputs.accept(new Input.Due(set.id())));
        } else if (effect instanceof Effect.Publish publish) {
            publish(publish);
        } else if (effect instanceof Effect.Record record) {
            shop.record(record.step(), name, now.run().incarnation(), record.extras());
        } else if (effect instanceof Effect.Probe && living != null) {
            Living run = living;
            long incarnation = now.run().incarnation();
            probe = shop.probes()
                    .watch(body.rules().ready(), run::members, () -> inputs.accept(new Input.Ready(incarnation)));
        } else if (effect instanceof Effect.CloseInput && living != null) {
            living.closeInput();
        }
    }

    private void spawn(long incarnation) {
        lastEnd = null;
        try {
            shop.crew().start(() -> {
                try {
                    Living run = body.start(incarnation);
                    living = run;
                    inputs.accept(new Input.Spawned(incarnation, run.pid(), run.startedAt()));
                    if (body.readyAtOnce()) {
                        inputs.accept(new Input.Ready(incarnation));
                    }
                    run.exit()
                            .thenAccept(end -> inputs.accept(new Input.Exited(incarnation, end.exit(), end.reason())));
                } catch (BodyException e) {
                    inputs.accept(new Input.SpawnFailed(incarnation, e.getMessage(), e.lasting()));
                } catch (RuntimeException e) {
                    LOG.error("Module {} could not be started; this is a fault of the launcher", name, e);
                    inputs.accept(new Input.SpawnFailed(incarnation, String.valueOf(e.getMessage()), true));
                }
            });
        } catch (RejectedExecutionException e) {
            inputs.accept(new Input.SpawnFailed(incarnation, "the launcher stops", true));
        }
    }

    private void kill(Effect.Kill kill) {
        Living run = living;
        try {
            shop.crew().end(() -> {
                KillReport report = null;
                try {
                    report = run == null ? null : run.kill(kill.grace());
                    lastEnd = report;
                } catch (RuntimeException e) {
                    LOG.error("Module {} could not be ended", name, e);
                }
                if (report != null && report.survivors() > 0) {
                    LOG.warn("{} processes of module {} could not be ended", report.survivors(), name);
                }
                inputs.accept(new Input.Gone(kill.incarnation(), report));
            });
        } catch (RejectedExecutionException e) {
            inputs.accept(new Input.Gone(kill.incarnation(), null));
        }
    }

    private void publish(Effect.Publish publish) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("module_id", name);
        data.putAll(publish.data());
        long sequence = shop.publish(publish.subject(), data);
        if (publish.subject().equals(Subjects.STARTING)) {
            startFence = sequence;
            stopFence = Long.MAX_VALUE;
        } else if (publish.subject().equals(Subjects.SHUTDOWN)) {
            stopFence = sequence;
        }
    }

    /** Somebody wants that what is stopped now stays so, also after the next start of Osprey. */
    void stopForGood() {
        if (living instanceof LivingBundle run) {
            run.forGood();
        }
    }

    void close() {
        if (probe != null) {
            probe.close();
        }
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
