package dev.osprey.watchdog.check;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something that takes time to find out, asked on another thread; one question at a time. */
final class Question<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Question.class);

    private final Executor crew;
    private volatile T answer;
    private volatile boolean asked;

    Question(Executor crew) {
        this.crew = crew;
    }

    boolean open() {
        return asked;
    }

    /** @param finding gives no null; if it throws there is no answer */
    void ask(Supplier<T> finding) {
        asked = true;
        try {
            crew.execute(() -> find(finding));
        } catch (RejectedExecutionException busyOrClosed) {
            asked = false;
        }
    }

    private void find(Supplier<T> finding) {
        try {
            answer = finding.get();
        } catch (RuntimeException e) {
            // The registry or the launcher may be going away.
            LOG.debug("Nothing was found out", e);
            asked = false;
        }
    }

    /** The answer, once; null while there is none. */
    T take() {
        T taken = answer;
        if (taken != null) {
            answer = null;
            asked = false;
        }
        return taken;
    }
}
