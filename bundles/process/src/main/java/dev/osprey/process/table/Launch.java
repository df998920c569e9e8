package dev.osprey.process.table;

import dev.osprey.process.Applied;
import dev.osprey.process.ProcessSpec;
import dev.osprey.process.SpawnException;
import dev.osprey.process.SpawnException.Reason;
import dev.osprey.process.host.Enclosure;
import dev.osprey.process.host.Group;
import dev.osprey.process.host.Means;
import dev.osprey.process.host.Pseudo;
import dev.osprey.process.host.StagePart;
import dev.osprey.process.stream.ProcessOutput;
import dev.osprey.process.stream.PseudoInput;
import dev.osprey.process.stream.PseudoOutput;
import dev.osprey.process.tree.HostProcesses;
import dev.osprey.process.tree.ProcessEntry;
import dev.osprey.process.tree.ProcessTree;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Brings a process to life: group, sandbox, terminal and journal first, so that it is never without them. Thread-safe. */
final class Launch {

    private static final Enclosure OPEN = new Enclosure(List.of(), List.of(), List.of());
    private static final File NOTHING = new File("/dev/null");

    private final HostProcesses host;
    private final Means means;
    private final SpawnJournal journal;
    private final Map<String, String> environment;
    private final Stage stage = new Stage();

    /** @param environment Osprey's own */
    Launch(HostProcesses host, Means means, SpawnJournal journal, Map<String, String> environment) {
        this.host = host;
        this.means = means;
        this.journal = journal;
        this.environment = environment;
    }

    boolean sessions() {
        return stage.sessions();
    }

    Launched launch(ProcessSpec spec) {
        String mark = mark();
        Command command = Command.of(spec, mark, environment);
        Group group = means.groups().create(mark, spec.limits());
        Pseudo pseudo = null;
        boolean started = false;
        try {
            Enclosure enclosure =
                    spec.sandbox() == null ? OPEN : means.enclosures().around(spec);
            pseudo = spec.terminal() == null ? null : means.pseudos().open(spec.terminal());
            Launched launched = launch(mark, spec, command, group, enclosure, pseudo);
            started = true;
            return launched;
        } finally {
            if (!started) {
                journal.gone(mark);
                group.close();
                if (pseudo != null) {
                    pseudo.close();
                }
            }
        }
    }

    // It need not be hard to guess, only unlike all others.
    private static String mark() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private Launched launch(
            String mark, ProcessSpec spec, Command command, Group group, Enclosure enclosure, Pseudo pseudo) {
        List<StagePart> parts = new ArrayList<>(group.stage());
        if (pseudo != null) {
            parts.addAll(pseudo.parts());
        }
        parts.addAll(enclosure.parts());
        ProcessBuilder builder = new ProcessBuilder(stage.argv(parts, enclosure.prefix(), command));
        builder.directory(spec.folder().toFile());
        builder.environment().clear();
        builder.environment().putAll(command.environment());
        if (pseudo != null) {
            builder.redirectInput(NOTHING).redirectOutput(NOTHING);
        }
        SpawnRecord planned = SpawnRecord.planned(mark, spec.name());
        journal.planned(planned);
        Process process = start(builder, spec);
        long start = host.find(process.pid()).map(ProcessEntry::start).orElse(ProcessEntry.UNKNOWN_START);
        List<String> argv = new ArrayList<>(enclosure.prefix());
        argv.addAll(command.argv());
        journal.started(planned.started(process.pid(), start, SpawnRecord.digest(argv)));
        InputStream out = pseudo == null ? process.getInputStream() : new PseudoInput(pseudo);
        OutputStream in = pseudo == null ? process.getOutputStream() : new PseudoOutput(pseudo);
        return new Launched(
                mark,
                spec,
                host,
                process,
                new ProcessTree(host, group, process.pid(), start, mark),
                new ProcessOutput(spec.name(), out, process.getErrorStream()),
                in,
                pseudo,
                applied(spec, group, enclosure));
    }

    private List<Applied> applied(ProcessSpec spec, Group group, Enclosure enclosure) {
        List<Applied> applied = new ArrayList<>(group.applied());
        if (spec.limits().wallTime() != null) {
            applied.add(new Applied("wall_time", "timer", null));
        }
        applied.addAll(enclosure.applied());
        if (spec.terminal() != null) {
            applied.add(means.pseudos().support());
        }
        return List.copyOf(applied);
    }

    private static Process start(ProcessBuilder builder, ProcessSpec spec) {
        try {
            return builder.start();
        } catch (IOException | IllegalArgumentException e) {
            throw new SpawnException(
                    reason(String.valueOf(e.getMessage())),
                    "Cannot start " + spec.argv().get(0) + " for " + spec.name() + ": " + e.getMessage(),
                    e);
        }
    }

    // The JDK hands on errno in its text: no more processes, no more memory, too many arguments.
    private static Reason reason(String message) {
        if (message.contains("error=11,") || message.contains("error=12,")) {
            return Reason.TOO_MANY;
        }
        return message.contains("error=7,") ? Reason.BAD_ARGUMENT : Reason.FAILED;
    }
}
