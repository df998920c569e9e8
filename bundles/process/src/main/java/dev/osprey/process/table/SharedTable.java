package dev.osprey.process.table;

import dev.osprey.event.EventHub;
import dev.osprey.process.Applied;
import dev.osprey.process.host.ThisHost;
import dev.osprey.system.Home;
import java.time.Duration;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds the one table that all users' {@link OwnedProcesses} share, from the bundle's start to its stop. */
@Component(service = SharedTable.class, immediate = true, configurationPid = ProcessConfiguration.PID)
@Designate(ocd = ProcessConfiguration.class)
public final class SharedTable {

    private static final Logger LOG = LoggerFactory.getLogger(SharedTable.class);

    private final ProcessTable table;

    @Activate
    public SharedTable(
            @Reference Home home,
            @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) EventHub hub,
            ProcessConfiguration configuration) {
        this.table = new ProcessTable(
                home.run().resolve("processes.jsonl"),
                System.getenv(),
                Math.max(1, configuration.max_processes()),
                Duration.ofSeconds(Math.max(0, configuration.stop_grace_seconds())),
                ThisHost.probe(home.root(), configuration.control_groups(), configuration.sandbox_program()),
                new HubHappenings(hub));
        table.endLeftovers();
        LOG.info(
                "Processes started: at most {}, {} s grace at stop, each in {}; {}",
                configuration.max_processes(),
                configuration.stop_grace_seconds(),
                table.sessions() ? "a session of its own" : "Osprey's session, because there is no setsid program",
                Supports.of(table.means()).resources().stream()
                        .map(SharedTable::text)
                        .collect(Collectors.joining(", ")));
    }

    private static String text(Applied applied) {
        return applied.resource() + " by " + applied.by();
    }

    ProcessTable table() {
        return table;
    }

    @Deactivate
    public void close() {
        table.close();
        LOG.info("Processes stopped");
    }
}
