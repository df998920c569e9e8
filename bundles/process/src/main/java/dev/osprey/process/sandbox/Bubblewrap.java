package dev.osprey.process.sandbox;

import dev.osprey.process.Applied;
import dev.osprey.process.ProcessSpec;
import dev.osprey.process.Sandbox;
import dev.osprey.process.Sandbox.Network;
import dev.osprey.process.SpawnException;
import dev.osprey.process.SpawnException.Reason;
import dev.osprey.process.host.Enclosure;
import dev.osprey.process.host.Enclosures;
import dev.osprey.process.host.StagePart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sandboxes by bubblewrap: namespaces of its own, no capabilities, no new privileges, a filter of system calls.
 *
 * <p>It does not ask to die with its parent: that is a thread of Osprey, which ends long before. Nor does it ask for a new session, since
 * the stage has made one, and a second one would cost it its terminal.
 */
public final class Bubblewrap implements Enclosures {

    private static final Logger LOG = LoggerFactory.getLogger(Bubblewrap.class);

    private static final String INSTALL = "sudo apt-get install bubblewrap (Fedora: dnf, Arch: pacman -S)";
    private static final StagePart FILTER_OPEN = new StagePart(
            "exec 9<\"$1\" || { echo 'osprey: the filter of system calls cannot be read' >&2; exit 125; }", List.of());
    // The outer bubblewrap would end at a polite signal to the group before the program has: only the program is to
    // hear it.
    private static final StagePart DEAF = new StagePart("trap '' HUP INT QUIT TERM USR1 USR2", List.of());
    private static final String HEARING = "--default-signal=HUP,INT,QUIT,TERM,USR1,USR2";
    private static final Path ENV = Path.of("/usr/bin/env");

    private final String program;
    private final Path folder;
    private final View view;

    private record Found(Path bwrap, FilterFiles filters, boolean hearing, Applied support) {}

    private volatile Found found;

    /**
     * @param program a path, or a name to be found in PATH
     * @param folder for its own files; hidden in every sandbox
     * @param hidden what is hidden beside that
     */
    public Bubblewrap(String program, Path folder, List<Path> hidden) {
        this.program = program;
        this.folder = folder;
        List<Path> never = new ArrayList<>(hidden);
        never.add(folder);
        this.view = new View(never);
        this.found = probe();
    }

    @Override
    public Applied support() {
        return found.support();
    }

    @Override
    public Enclosure around(ProcessSpec spec) {
        Found now = found;
        if (now.support().by().equals("none")) {
            // It may have been installed since.
            now = probe();
            found = now;
        }
        if (now.support().by().equals("none")) {
            throw new SpawnException(
                    Reason.NO_SANDBOX,
                    "There can be no sandbox for " + spec.name() + ": "
                            + now.support().note(),
                    null);
        }
        return enclosure(spec, now);
    }

    private Enclosure enclosure(ProcessSpec spec, Found now) {
        Sandbox sandbox = spec.sandbox();
        List<StagePart> parts = new ArrayList<>();
        List<String> prefix = new ArrayList<>(List.of(now.bwrap().toString()));
        prefix.addAll(List.of("--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"));
        if (sandbox.network() != Network.FULL) {
            prefix.add("--unshare-net");
        }
        prefix.addAll(List.of("--cap-drop", "ALL", "--unsetenv", "TMPDIR"));
        prefix.addAll(view.arguments(spec));
        if (sandbox.seccomp()) {
            if (now.filters() == null) {
                throw new SpawnException(
                        Reason.NO_SANDBOX,
                        "There is no filter of system calls for this kind of processor ("
                                + System.getProperty("os.arch") + "); set seccomp to false for " + spec.name(),
                        null);
            }
            Path filter = now.filters().file(sandbox.network() != Network.NONE);
            parts.add(new StagePart(FILTER_OPEN.text(), List.of(filter.toString())));
            prefix.addAll(List.of("--seccomp", "9"));
        }
        prefix.add("--");
        if (now.hearing() && spec.argv().get(0).indexOf('=') < 0) {
            parts.add(DEAF);
            prefix.addAll(List.of(ENV.toString(), HEARING));
        }
        return new Enclosure(parts, prefix, List.of(new Applied("sandbox", "bwrap", note(sandbox))));
    }

    private static String note(Sandbox sandbox) {
        if (!sandbox.seccomp() && sandbox.network() == Network.NONE) {
            return "without a filter of system calls there is a loopback of its own";
        }
        return sandbox.seccomp() ? null : "without a filter of system calls";
    }

    private Found probe() {
        Optional<Path> bwrap = Program.find(program);
        if (bwrap.isEmpty()) {
            return none("bubblewrap is not installed (" + program + "); " + INSTALL);
        }
        FilterFiles filters = null;
        try {
            Optional<Processor> processor = Processor.ofThisHost();
            if (processor.isPresent()) {
                filters = FilterFiles.write(folder, processor.get());
            }
        } catch (IOException e) {
            LOG.warn("The filter of system calls cannot be written to {}", folder, e);
        }
        boolean hearing = Files.isExecutable(ENV)
                && Program.run(List.of(ENV.toString(), HEARING, "/bin/true")).isEmpty();
        Sandbox strictest = new Sandbox(List.of(), List.of(), List.of(), Network.NONE, filters != null);
        ProcessSpec spec =
                new ProcessSpec("probe", "osprey", List.of("/bin/true"), Path.of("/"), Map.of()).in(strictest);
        Found candidate = new Found(bwrap.get(), filters, hearing, new Applied("sandbox", "bwrap", null));
        Optional<String> failure = Program.run(staged(enclosure(spec, candidate), spec.argv()));
        return failure.isPresent()
                ? none(bwrap.get() + " fails here: " + failure.get() + "; ./osprey doctor tells what it needs")
                : candidate;
    }

    private static List<String> staged(Enclosure enclosure, List<String> argv) {
        StringBuilder text = new StringBuilder();
        List<String> command = new ArrayList<>();
        for (StagePart part : enclosure.parts()) {
            text.append(part.text()).append('\n');
            command.addAll(part.values());
        }
        text.append("shift ").append(command.size()).append("\nexec \"$@\"");
        command.addAll(0, List.of("/bin/sh", "-c", text.toString(), "sh"));
        command.addAll(enclosure.prefix());
        command.addAll(argv);
        return command;
    }

    private static Found none(String why) {
        return new Found(null, null, false, new Applied("sandbox", "none", why));
    }
}
