package dev.osprey.kernel.audit;

import dev.osprey.access.AuditLog;
import dev.osprey.access.Principal;
import dev.osprey.store.Documents;
import dev.osprey.system.Home;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The trail in {@code logs/audit.jsonl}. */
@Component(
        immediate = true,
        configurationPid = AuditConfiguration.PID,
        service = {AuditLog.class, JsonlAuditLog.class})
@Designate(ocd = AuditConfiguration.class)
public final class JsonlAuditLog implements AuditLog {

    private static final Logger LOG = LoggerFactory.getLogger(JsonlAuditLog.class);
    private static final Duration SETTLE = Duration.ofSeconds(2);

    private final AuditKey key;
    private final Trail trail;
    private final AuditQueue queue;

    @Activate
    public JsonlAuditLog(
            @Reference Home home,
            @Reference Documents documents,
            BundleContext context,
            AuditConfiguration configuration) {
        this(
                home,
                documents,
                context.getBundle().getVersion().toString(),
                Math.max(1L, configuration.mebibytes()) << 20,
                configuration.queue());
        LOG.info("The audit trail goes to {}, renamed above {} MiB", home.logs(), configuration.mebibytes());
    }

    JsonlAuditLog(Home home, Documents documents, String version, long limit, int capacity) {
        Clock clock = Clock.systemUTC();
        TrailFiles files = new TrailFiles(home.logs());
        key = AuditKey.load(home.secrets());
        trail = new Trail(files, limit, key, new HeadDocument(documents, key), clock);
        queue = new AuditQueue(trail, capacity, clock);
        queue.add(Principal.SYSTEM, AuditLine.DOOR, AuditLine.START, version + " key " + key.id(), "ok");
        queue.start();
    }

    @Deactivate
    void stop() {
        queue.close();
        LOG.info("The audit trail ends");
    }

    @Override
    public void record(Principal principal, String door, String action, String resource, String outcome) {
        queue.add(principal, door, action, resource, outcome);
    }

    AuditKey key() {
        return key;
    }

    /** Lines that did not get through and are not yet told of in the trail. */
    long lost() {
        return queue.lost();
    }

    /** The trail with all that was recorded before; close it. */
    Trail.Snapshot snapshot() throws IOException {
        if (!queue.settle(SETTLE)) {
            LOG.warn("The audit trail is behind: its disk is slow or full");
        }
        return trail.snapshot();
    }
}
