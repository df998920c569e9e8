package dev.osprey.launcher.ready;

import dev.osprey.module.ReadyCheck;
import dev.osprey.module.ReadyCheck.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One module's port. */
final class Probe implements Probes.Watch {

    private static final Logger LOG = LoggerFactory.getLogger(Probe.class);
    private static final int CONNECT_MILLIS = 250;
    private static final int ANSWER_MILLIS = 2_000;

    private final ReadyCheck check;
    private final Supplier<List<Long>> members;
    private final Runnable ready;
    private volatile String remark;
    // for looks only, which come one after another
    private boolean looked;
    private boolean taken;
    // all guarded by this
    private Future<?> looks;
    private boolean closed;

    Probe(ReadyCheck check, Supplier<List<Long>> members, Runnable ready) {
        this.check = check;
        this.members = members;
        this.ready = ready;
    }

    synchronized void begin(ScheduledExecutorService executor) {
        looks = executor.scheduleWithFixedDelay(
                this::look, 0, Math.max(1, check.interval().toMillis()), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            remark = problem();
            if (remark == null && end()) {
                ready.run();
            }
        } catch (RuntimeException e) {
            // the look ends, the next one comes
            LOG.warn("Looking at port {} failed", check.port(), e);
        }
    }

    /** What is not as it should be, or null. */
    private String problem() {
        try {
            LocalHttp.connect(check.port(), CONNECT_MILLIS);
        } catch (ConnectException e) {
            looked = true;
            taken = false;
            return "nobody listens on port " + check.port();
        } catch (IOException e) {
            return "port " + check.port() + " cannot be reached: " + e.getMessage();
        }
        PortOwner.Answer owner = PortOwner.of(check.port(), members.get());
        if (owner == PortOwner.Answer.OTHERS && !looked) {
            // Later on a helper outside the tree may hold it, as container engines have them; before, nobody of the
            // module did.
            taken = true;
        }
        looked = true;
        if (taken && owner != PortOwner.Answer.OURS) {
            return "port " + check.port()
                    + " belongs to another process, which had it first; end that, or change the port";
        }
        return check.kind() == Kind.HTTP ? answer() : null;
    }

    private String answer() {
        try {
            int status = LocalHttp.status(check.port(), check.path(), ANSWER_MILLIS);
            boolean good = status >= check.leastStatus() && status <= check.mostStatus();
            return good ? null : "port " + check.port() + " answers " + check.path() + " with " + status;
        } catch (IOException e) {
            return "port " + check.port() + ", asked for " + check.path() + ": " + e.getMessage();
        }
    }

    @Override
    public String remark() {
        return remark;
    }

    /** @return whether it was open until now */
    private synchronized boolean end() {
        boolean was = !closed;
        closed = true;
        if (looks != null) {
            looks.cancel(false);
        }
        return was;
    }

    @Override
    public void close() {
        end();
    }
}
