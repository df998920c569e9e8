package dev.osprey.ipc;

import dev.osprey.process.ManagedProcess;
import dev.osprey.process.OutputListener;
import dev.osprey.process.ProcessSpec;
import dev.osprey.process.Processes;
import dev.osprey.process.Support;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;

/** Knows only whether everybody, or nobody, was started by Osprey. */
final class PlainProcesses implements Processes {

    volatile boolean holdsAll;

    @Override
    public Optional<ManagedProcess> holding(long pid) {
        if (!holdsAll) {
            return Optional.empty();
        }
        return Optional.of((ManagedProcess) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ManagedProcess.class}, (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                }));
    }

    @Override
    public ManagedProcess spawn(ProcessSpec spec, OutputListener output) {
        throw new UnsupportedOperationException("spawn");
    }

    @Override
    public Held spawnHeld(ProcessSpec spec) {
        throw new UnsupportedOperationException("spawnHeld");
    }

    @Override
    public List<ManagedProcess> list() {
        return List.of();
    }

    @Override
    public List<ManagedProcess> ended() {
        return List.of();
    }

    @Override
    public Optional<ManagedProcess> find(String id) {
        return Optional.empty();
    }

    @Override
    public Support support() {
        throw new UnsupportedOperationException("support");
    }
}
