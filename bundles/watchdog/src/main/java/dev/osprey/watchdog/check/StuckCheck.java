package dev.osprey.watchdog.check;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/** Whether the module hangs in its start: not ready for twice as long as its manifest allows, and not a word from it. */
public final class StuckCheck implements RunCheck {

    public static final String NAME = "stuck";

    private static final long ASK_AGAIN = Duration.ofSeconds(10).toNanos();

    private final Duration allowed;
    private final BooleanSupplier saidAnything;
    private final Question<Boolean> question;
    private long since;
    private long next;
    private boolean silent;

    /** @param saidAnything may take time */
    StuckCheck(Duration startTimeout, BooleanSupplier saidAnything, Executor crew) {
        this.allowed = startTimeout.multipliedBy(2);
        this.saidAnything = saidAnything;
        this.question = new Question<>(crew);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void begin(long now) {
        since = now;
        next = now + allowed.toNanos();
    }

    @Override
    public Look look(long now) {
        Boolean said = question.take();
        if (said != null) {
            silent = !said;
        }
        if (now >= next && !question.open()) {
            next = now + ASK_AGAIN;
            question.ask(saidAnything::getAsBoolean);
        }
        return silent
                ? Look.bad(
                        "It has been starting for " + Age.seconds(now - since)
                                + " without a line, an entry in the registry"
                                + " or an event; if that is how it is, let its module.md say \"ready: spawn\"",
                        1)
                : Look.GOOD;
    }
}
