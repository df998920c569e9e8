package dev.osprey.ipc;

import dev.osprey.process.ManagedProcess;
import dev.osprey.process.OutputListener;
import dev.osprey.process.ProcessSpec;
import dev.osprey.process.Processes;
import dev.osprey.process.SpawnException;
import dev.osprey.process.SpawnException.Reason;
import dev.osprey.process.Support;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Real processes of this machine, without anything that Osprey adds to them. */
final class HostProcesses implements Processes, AutoCloseable {

    final Map<String, HostProcess> all = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();

    @Override
    public Held spawnHeld(ProcessSpec spec) {
        if (spec.limits().any()) {
            throw new SpawnException(Reason.UNSUPPORTED_LIMIT, "No limits here", null);
        }
        String program = spec.argv().get(0);
        if (!Files.isDirectory(spec.folder())) {
            throw new SpawnException(Reason.NO_FOLDER, "There is no folder " + spec.folder(), null);
        }
        if (!program.contains("/") && !Files.exists(Path.of("/usr/bin", program))) {
            throw new SpawnException(Reason.NOT_IN_PATH, program + " is not in PATH", null);
        }
        if (program.contains("/") && !Files.exists(Path.of(program))) {
            throw new SpawnException(Reason.NO_PROGRAM, "There is no " + program, null);
        }
        if (program.contains("/") && !Files.isExecutable(Path.of(program))) {
            throw new SpawnException(Reason.NOT_EXECUTABLE, program + " cannot be run", null);
        }
        ProcessBuilder builder =
                new ProcessBuilder(spec.argv()).directory(spec.folder().toFile());
        builder.environment().putAll(spec.environment());
        HostProcess process;
        try {
            process = new HostProcess("p" + numbers.incrementAndGet(), spec, builder.start());
        } catch (IOException e) {
            throw new SpawnException(e.getMessage(), e);
        }
        all.put(process.id(), process);
        return new Held() {
            @Override
            public ManagedProcess process() {
                return process;
            }

            @Override
            public void release() {
                process.release();
            }
        };
    }

    @Override
    public ManagedProcess spawn(ProcessSpec spec, OutputListener output) {
        throw new UnsupportedOperationException("spawn");
    }

    @Override
    public List<ManagedProcess> list() {
        return List.copyOf(all.values());
    }

    @Override
    public List<ManagedProcess> ended() {
        return List.of();
    }

    @Override
    public Optional<ManagedProcess> find(String id) {
        return Optional.ofNullable(all.get(id));
    }

    @Override
    public Optional<ManagedProcess> holding(long pid) {
        return Optional.empty();
    }

    @Override
    public Support support() {
        throw new UnsupportedOperationException("support");
    }

    @Override
    public void close() {
        all.values().forEach(HostProcess::end);
    }
}
