package dev.osprey.watchdog.evidence;

import dev.osprey.module.ModuleKind;
import dev.osprey.module.ModuleLogs;
import dev.osprey.module.ModuleLogs.Line;
import dev.osprey.process.Signal;
import dev.osprey.process.Usage;
import dev.osprey.watchdog.check.Look;
import dev.osprey.watchdog.check.Run;
import dev.osprey.watchdog.check.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down what can be known of a run that is not well, before anything is done about it. Takes a few seconds at most. */
public final class Collector {

    private static final Logger LOG = LoggerFactory.getLogger(Collector.class);
    private static final int LOG_LINES = 50;

    private final Dump dump;
    private final EvidenceFiles files;
    private final Duration forDump;
    private final Duration forThreads;

    /** @param forDump how long a process may take to write where it stands */
    public Collector(ModuleLogs logs, EvidenceFiles files, Duration forDump, Duration forThreads) {
        this.dump = new Dump(logs);
        this.files = files;
        this.forDump = forDump;
        this.forThreads = forThreads;
    }

    /** Collects and stores; what cannot be had is left out. The id stands under {@code id}. */
    public Map<String, Object> collect(Run run, Samples samples, String check, Look look) {
        Instant at = Instant.now();
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("id", files.id(run.name(), at));
        found.put("module_id", run.name());
        found.put("incarnation", run.incarnation());
        found.put("check", check);
        found.put("reason", look.reason());
        found.put("at", at.toString());
        found.put("answer", look.detail());
        found.put("usage", samples.usages().stream().map(Collector::row).toList());
        try {
            if (run.status().kind() == ModuleKind.BUNDLE) {
                found.put("log", Dump.rows(dump.last(run, LOG_LINES)));
                found.put("threads_text", JvmThreads.dump());
            } else {
                ofProcess(run, found);
            }
        } catch (RuntimeException e) {
            // Whatever is wrong with the module or its log, what there is must not be lost.
            LOG.warn("Not all evidence on {} could be collected", run.name(), e);
        }
        files.write((String) found.get("id"), found);
        return found;
    }

    private void ofProcess(Run run, Map<String, Object> found) {
        List<Line> log = dump.last(run, LOG_LINES);
        ProcThreads before = ProcThreads.of(run.pid());
        found.put("log", Dump.rows(log));
        found.put("pid", run.pid());
        found.put("files", ProcTree.files(run.pid()));
        found.put(
                "processes",
                ProcTree.of(
                        run.process() == null
                                ? List.of(run.pid())
                                : run.process().members()));
        Optional<Signal> signal = dump.signal(run);
        signal.ifPresent(one -> run.process().signal(one, false));
        LockSupport.parkNanos((signal.isPresent() ? forDump : forThreads).toNanos());
        found.put("threads", ProcThreads.of(run.pid()).since(before));
        signal.ifPresent(one -> found.put("dump", Dump.rows(dump.after(run, log))));
    }

    private static Map<String, Object> row(Usage usage) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("at", usage.at().toString());
        row.put("processes", usage.processes());
        row.put("threads", usage.threads());
        row.put("cpu_seconds", usage.cpuNanos() / 1e9);
        row.put("memory_bytes", usage.memoryBytes());
        row.put("read_bytes", usage.readBytes());
        row.put("written_bytes", usage.writtenBytes());
        return row;
    }
}
