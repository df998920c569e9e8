package dev.osprey.launcher.run;

import dev.osprey.access.Principal;
import dev.osprey.event.EventDraft;
import dev.osprey.launcher.log.LogDesk;
import dev.osprey.launcher.log.LogStore;
import dev.osprey.launcher.manifest.Manifest;
import dev.osprey.launcher.place.InstanceFolder;
import dev.osprey.launcher.ready.Probes;
import dev.osprey.launcher.record.Lifecycle;
import dev.osprey.launcher.state.StopTimes;
import dev.osprey.launcher.state.Subjects;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every runner needs to start, announce and cut off its module. Thread-safe. */
final class Workshop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Workshop.class);

    private final Surroundings around;
    private final LauncherSettings settings;
    private final Crew crew = new Crew(Roster.MOST_MODULES);
    private final Probes probes = new Probes();
    private final InstanceFolder instance;
    private final BootInfo boot;
    private final Lifecycle lifecycle;
    private final LogDesk logs;
    private final AtomicLong lastSeen = new AtomicLong();

    Workshop(Surroundings around, LauncherSettings settings) {
        this.around = around;
        this.settings = settings;
        this.instance =
                InstanceFolder.claim(around.home().workspace(), around.home().root());
        this.boot = new BootInfo(around, instance);
        this.lifecycle = new Lifecycle(instance.data(Subjects.LAUNCHER).resolve("lifecycle.jsonl"), Clock.systemUTC());
        this.logs = new LogDesk(around.home().logs().resolve("modules"));
    }

    Surroundings around() {
        return around;
    }

    Crew crew() {
        return crew;
    }

    Probes probes() {
        return probes;
    }

    BootInfo boot() {
        return boot;
    }

    Lifecycle lifecycle() {
        return lifecycle;
    }

    LogDesk logs() {
        return logs;
    }

    Runtimes runtimes() {
        return settings.runtimes();
    }

    /** The times of a stop for a module with wishes of its own. */
    StopTimes times(Duration cleanup, Duration most) {
        StopTimes usual = settings.stop();
        boolean own = !cleanup.equals(StopTimes.KITE.cleanup()) || !most.equals(StopTimes.KITE.most());
        return own ? usual.cleanup(cleanup, most) : usual;
    }

    /** The log of a module, with the settings of its manifest. */
    LogStore log(Manifest manifest) {
        return logs.open(manifest.name(), manifest.log());
    }

    void closeLog(String module) {
        logs.close(module);
    }

    void record(String step, String module, long incarnation, Map<String, ?> extras) {
        lifecycle.add(step, module, incarnation, extras);
    }

    /** An event with this number has come in. */
    void seen(long sequence) {
        lastSeen.accumulateAndGet(sequence, Math::max);
    }

    /**
     * Nothing that has to be done for a module hangs on whether it can be told.
     *
     * @return a number that all later events are above
     */
    long publish(String subject, Map<String, ?> data) {
        try {
            return around.hub()
                    .publish(EventDraft.of(subject, data).from(Subjects.LAUNCHER))
                    .sequence();
        } catch (IllegalStateException e) {
            LOG.warn("Event {} {} was not published: {}", subject, data, e.getMessage());
            return lastSeen.get();
        }
    }

    /** Ends what an ended process could still speak with or be found by. */
    void cutOff(String module) {
        around.credentials().revoke(module);
        around.registry()
                .entry(module)
                .filter(entry -> entry.holder().equals(module))
                .ifPresent(entry -> around.registry().deregister(Principal.SYSTEM, module));
    }

    @Override
    public void close() {
        crew.close();
        probes.close();
        logs.close();
        lifecycle.close();
        instance.close();
    }
}
