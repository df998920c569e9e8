package dev.osprey.kernel.audit;

import dev.osprey.access.AuditLog;
import dev.osprey.access.Principal;
import dev.osprey.system.Home;
import java.nio.file.Path;
import java.time.Clock;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The trail in {@code logs/audit.jsonl}. */
@Component(immediate = true, configurationPid = AuditConfiguration.PID)
@Designate(ocd = AuditConfiguration.class)
public final class JsonlAuditLog implements AuditLog {

    private static final Logger LOG = LoggerFactory.getLogger(JsonlAuditLog.class);

    private final AuditQueue queue;

    @Activate
    public JsonlAuditLog(@Reference Home home, AuditConfiguration configuration) {
        Path file = home.logs().resolve("audit.jsonl");
        long limit = Math.max(1L, configuration.mebibytes()) << 20;
        Clock clock = Clock.systemUTC();
        queue = new AuditQueue(new AuditFile(file, limit, clock), configuration.queue(), clock);
        queue.start();
        LOG.info("The audit trail goes to {}, renamed above {} MiB", file, configuration.mebibytes());
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
}
