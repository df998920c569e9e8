package dev.osprey.watchdog.publish;

import dev.osprey.event.EventDraft;
import dev.osprey.event.EventHub;
import dev.osprey.watchdog.course.Effect;
import dev.osprey.watchdog.evidence.Excerpt;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells everyone how it stands with a module. */
public final class Verdicts {

    public static final String UNHEALTHY = "watchdog.unhealthy";
    public static final String RECOVERED = "watchdog.recovered";
    public static final String GAVE_UP = "watchdog.gave_up";

    private static final Logger LOG = LoggerFactory.getLogger(Verdicts.class);
    private static final String SOURCE = "watchdog";
    private static final double SECOND = 1e9;

    private final EventHub hub;
    private final boolean full;

    /** @param full whether events carry what modules wrote */
    public Verdicts(EventHub hub, boolean full) {
        this.hub = hub;
        this.full = full;
    }

    /** @param evidence the newest, or null */
    public void tell(String module, Effect verdict, Map<String, Object> evidence) {
        if (verdict instanceof Effect.Unhealthy unhealthy) {
            publish(UNHEALTHY, of(module, unhealthy, evidence));
        } else if (verdict instanceof Effect.Recovered recovered) {
            LOG.info("{} is well again ({})", module, recovered.check());
            publish(RECOVERED, of(module, recovered));
        } else if (verdict instanceof Effect.GaveUp gaveUp) {
            LOG.warn("{} is not well and is not restarted any more ({})", module, gaveUp.check());
            publish(GAVE_UP, of(module, gaveUp));
        }
    }

    private Map<String, Object> of(String module, Effect.Unhealthy verdict, Map<String, Object> evidence) {
        Map<String, Object> data = start(module, verdict.check());
        data.put("reason", verdict.reason());
        data.put("failures", verdict.failures());
        data.put("since", Instant.now().minusNanos(verdict.ago()).toString());
        data.put("incarnation", verdict.incarnation());
        data.put("action", verdict.acts() ? "restart" : "none");
        data.put("evidence_id", verdict.evidence());
        data.put("evidence", evidence == null ? null : Excerpt.of(evidence, full));
        return data;
    }

    private static Map<String, Object> of(String module, Effect.Recovered verdict) {
        Map<String, Object> data = start(module, verdict.check());
        data.put("after_seconds", seconds(verdict.after()));
        data.put("restarts", verdict.restarts());
        data.put("incarnation", verdict.incarnation());
        return data;
    }

    private static Map<String, Object> of(String module, Effect.GaveUp verdict) {
        Map<String, Object> data = start(module, verdict.check());
        data.put("restarts", verdict.restarts());
        data.put("window_seconds", seconds(verdict.window()));
        data.put(
                "until",
                verdict.ahead() < 0
                        ? null
                        : Instant.now().plusNanos(verdict.ahead()).toString());
        data.put("evidence_id", verdict.evidence());
        return data;
    }

    private static Map<String, Object> start(String module, String check) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("module_id", module);
        data.put("check", check);
        return data;
    }

    private static double seconds(long nanos) {
        return Math.round(nanos / SECOND * 1000) / 1000.0;
    }

    private void publish(String subject, Map<String, Object> data) {
        try {
            hub.publish(EventDraft.of(subject, data).from(SOURCE));
        } catch (RuntimeException e) {
            // The hub may be on its way out; whether anyone hears of it must not decide about the restart.
            LOG.warn("{} of {} was not published: {}", subject, data.get("module_id"), e.toString());
        }
    }
}
