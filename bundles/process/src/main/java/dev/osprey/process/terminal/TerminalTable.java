package dev.osprey.process.terminal;

import dev.osprey.process.ByteListener;
import dev.osprey.process.ManagedProcess;
import dev.osprey.process.OutputListener.Stream;
import dev.osprey.process.ProcessExit;
import dev.osprey.process.ProcessSpec;
import dev.osprey.process.Processes;
import dev.osprey.process.Processes.Held;
import dev.osprey.process.SpawnException;
import dev.osprey.process.SpawnException.Reason;
import dev.osprey.terminal.Terminal;
import dev.osprey.terminal.TerminalSpec;
import dev.osprey.terminal.Terminals;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** All terminals: those that live, and for a while those that have ended. Thread-safe. */
final class TerminalTable implements Terminals {

    /** Hears of beginnings and ends. */
    interface Observer {

        void created(Terminal terminal);

        void ended(Terminal terminal, ProcessExit exit);
    }

    static final int MOST = 64;
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final String ENV = "/usr/bin/env";
    private static final String USUAL_TERM = "xterm-256color";

    private record Entry(TerminalSession session, Instant ended) {}

    private final Processes processes;
    private final Observer observer;
    private final Clock clock;
    // Guarded by itself, as are the next two; oldest first.
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private long lastId;
    private int beginning;

    TerminalTable(Processes processes, Observer observer, Clock clock) {
        this.processes = processes;
        this.observer = observer;
        this.clock = clock;
    }

    @Override
    public Terminal create(TerminalSpec spec) {
        String id;
        synchronized (entries) {
            forgetOld();
            long living = entries.values().stream()
                    .filter(entry -> entry.ended() == null)
                    .count();
            if (living + beginning >= MOST) {
                throw new SpawnException(
                        Reason.TOO_MANY, MOST + " terminals are open, which is the most; end some", null);
            }
            beginning++;
            id = "t" + ++lastId;
        }
        try {
            return start(id, spec);
        } finally {
            synchronized (entries) {
                beginning--;
            }
        }
    }

    private Terminal start(String id, TerminalSpec spec) {
        String nonce = UUID.randomUUID().toString().substring(0, 8);
        List<String> shell = spec.shell().isEmpty() ? ShellProfile.usual() : spec.shell();
        ShellProfile profile = ShellProfile.of(shell.get(0));
        Held held = processes.spawnHeld(processSpec(spec, shell, profile, nonce));
        ManagedProcess process = held.process();
        TerminalSession session = new TerminalSession(id, spec, process, profile, nonce, clock);
        process.output().subscribe(EnumSet.allOf(Stream.class), new ByteListener() {
            @Override
            public void onBytes(Stream stream, ByteBuffer bytes) {
                session.take(stream, bytes);
            }
        });
        synchronized (entries) {
            entries.put(id, new Entry(session, null));
        }
        observer.created(session);
        held.release();
        process.exit().thenAccept(exit -> {
            session.over();
            synchronized (entries) {
                entries.replace(id, new Entry(session, clock.instant()));
            }
            observer.ended(session, exit);
        });
        return session;
    }

    private static ProcessSpec processSpec(TerminalSpec spec, List<String> shell, ShellProfile profile, String nonce) {
        List<String> argv = new ArrayList<>();
        if (profile != null) {
            // Not by the environment of the process: a shell that only passes on drops what looks like prompts.
            argv.add(ENV);
            profile.environment(nonce).forEach((name, value) -> argv.add(name + '=' + value));
        }
        argv.addAll(shell);
        Map<String, String> environment = new HashMap<>(spec.environment());
        environment.putIfAbsent("TERM", USUAL_TERM);
        return new ProcessSpec(spec.name(), spec.owner(), argv, spec.folder(), environment)
                .within(spec.limits())
                .in(spec.sandbox())
                .on(spec.size());
    }

    /** The caller holds the lock. */
    private void forgetOld() {
        Instant before = clock.instant().minus(REMEMBERED);
        entries.values()
                .removeIf(entry -> entry.ended() != null && entry.ended().isBefore(before));
        List<String> over = entries.entrySet().stream()
                .filter(entry -> entry.getValue().ended() != null)
                .map(Map.Entry::getKey)
                .toList();
        over.subList(0, Math.max(0, over.size() - MOST)).forEach(entries::remove);
    }

    @Override
    public List<Terminal> list() {
        synchronized (entries) {
            forgetOld();
            return entries.values().stream()
                    .map(Entry::session)
                    .map(Terminal.class::cast)
                    .toList();
        }
    }

    @Override
    public Optional<Terminal> find(String id) {
        synchronized (entries) {
            forgetOld();
            return Optional.ofNullable(entries.get(id)).map(Entry::session);
        }
    }
}
