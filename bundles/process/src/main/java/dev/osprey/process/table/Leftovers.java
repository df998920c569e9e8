package dev.osprey.process.table;

import dev.osprey.process.KillReport;
import dev.osprey.process.host.ControlGroups;
import dev.osprey.process.host.Group;
import dev.osprey.process.tree.HostProcesses;
import dev.osprey.process.tree.ProcessEntry;
import dev.osprey.process.tree.ProcessTree;
import dev.osprey.process.tree.Signals;
import dev.osprey.process.tree.TreeKiller;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends what an earlier run of Osprey left behind when it was killed: what its journal tells of, and what is in its control groups. */
final class Leftovers {

    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    private final HostProcesses host;
    private final ControlGroups groups;
    private final Signals signals;
    private final SpawnJournal journal;
    private final Map<String, SpawnRecord> surviving = new ConcurrentHashMap<>();

    Leftovers(HostProcesses host, ControlGroups groups, Signals signals, SpawnJournal journal) {
        this.host = host;
        this.groups = groups;
        this.signals = signals;
        this.journal = journal;
    }

    /** Begins the journal anew, too. */
    KillReport end(Duration grace) {
        Optional<List<SpawnRecord>> left = journal.left();
        if (left.isEmpty()) {
            return new KillReport(0, 0, 0);
        }
        Map<String, SpawnRecord> records = new LinkedHashMap<>();
        left.get().forEach(record -> records.put(record.mark(), record));
        groups.left().forEach(mark -> records.putIfAbsent(mark, SpawnRecord.planned(mark, "unknown")));
        List<KillReport> reports =
                InParallel.run("leftover", List.copyOf(records.values()), record -> end(record, grace));
        journal.begin(surviving.values());
        KillReport sum = new KillReport(
                reports.stream().mapToInt(KillReport::found).sum(),
                reports.stream().mapToInt(KillReport::forced).sum(),
                reports.stream().mapToInt(KillReport::survivors).sum());
        if (sum.found() > 0) {
            LOG.warn(
                    "Ended {} processes that an earlier run of Osprey had left behind, {} of them by force, {} survived",
                    sum.found(),
                    sum.forced(),
                    sum.survivors());
        }
        return sum;
    }

    private KillReport end(SpawnRecord record, Duration grace) {
        Group group = groups.leftover(record.mark());
        boolean proven = proven(record, group);
        ProcessTree tree = new ProcessTree(
                host,
                group,
                proven ? record.pid() : 0,
                proven ? record.start() : ProcessEntry.UNKNOWN_START,
                record.mark());
        KillReport report = new TreeKiller(tree, signals, group::thaw).kill(grace);
        if (report.survivors() == 0) {
            group.close();
        } else {
            surviving.put(record.mark(), record);
        }
        return report;
    }

    /** Whether the recorded process id is still that of the recorded process: its start must agree, and one thing that nobody else has. */
    private boolean proven(SpawnRecord record, Group group) {
        long pid = record.pid();
        return host.find(pid).filter(entry -> entry.start() == record.start()).isPresent()
                && (host.marked(pid, record.mark())
                        || SpawnRecord.digest(host.argv(pid)).equals(record.argv())
                        || group.members().contains(pid));
    }
}
