package dev.osprey.process.table;

import dev.osprey.process.ManagedProcess;
import dev.osprey.process.Output.Handle;
import dev.osprey.process.OutputListener;
import dev.osprey.process.OutputListener.Stream;
import dev.osprey.process.ProcessSpec;
import dev.osprey.process.Processes;
import dev.osprey.process.SpawnException;
import dev.osprey.process.Support;
import dev.osprey.process.stream.LineCutter;
import dev.osprey.process.stream.ProcessOutput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** One user's view of the table. What the user started ends with it. */
@Component(service = Processes.class, scope = ServiceScope.PROTOTYPE)
public final class OwnedProcesses implements Processes {

    private final ProcessTable table;
    private final Set<SpawnedProcess> started = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    @Activate
    public OwnedProcesses(@Reference SharedTable shared) {
        this(shared.table());
    }

    OwnedProcesses(ProcessTable table) {
        this.table = table;
    }

    @Override
    public ManagedProcess spawn(ProcessSpec spec, OutputListener output) {
        return own(spec, streams -> {
            for (Stream stream : Stream.values()) {
                streams.subscribe(Set.of(stream), new LineCutter(spec.name(), output));
            }
        });
    }

    @Override
    public Held spawnHeld(ProcessSpec spec) {
        List<Handle> holds = new ArrayList<>();
        ManagedProcess process = own(spec, streams -> {
            for (Stream stream : Stream.values()) {
                holds.add(streams.hold(stream));
            }
        });
        return new Held() {
            @Override
            public ManagedProcess process() {
                return process;
            }

            @Override
            public void release() {
                holds.forEach(Handle::close);
            }
        };
    }

    private SpawnedProcess own(ProcessSpec spec, Consumer<ProcessOutput> listeners) {
        started.removeIf(SpawnedProcess::gone);
        SpawnedProcess process = table.spawn(spec, listeners);
        started.add(process);
        if (closed) {
            process.kill(Duration.ZERO);
            throw new SpawnException(
                    SpawnException.Reason.STOPPING, spec.name() + " was ended: who started it has gone", null);
        }
        return process;
    }

    @Override
    public List<ManagedProcess> list() {
        return table.list();
    }

    @Override
    public List<ManagedProcess> ended() {
        return table.ended();
    }

    @Override
    public Optional<ManagedProcess> find(String id) {
        return table.find(id);
    }

    @Override
    public Optional<ManagedProcess> holding(long pid) {
        return table.holding(pid);
    }

    @Override
    public Support support() {
        return Supports.of(table.means());
    }

    @Deactivate
    public void close() {
        closed = true;
        table.end(started);
    }
}
