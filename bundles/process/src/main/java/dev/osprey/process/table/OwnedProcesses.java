package dev.osprey.process.table;

import dev.osprey.process.ManagedProcess;
import dev.osprey.process.OutputListener;
import dev.osprey.process.ProcessSpec;
import dev.osprey.process.Processes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** One user's view of the table. What the user started ends with it. */
@Component(service = Processes.class, scope = ServiceScope.PROTOTYPE)
public final class OwnedProcesses implements Processes {

    private final ProcessTable table;
    private final Set<ManagedProcess> started = ConcurrentHashMap.newKeySet();

    @Activate
    public OwnedProcesses(@Reference SharedTable shared) {
        this(shared.table());
    }

    OwnedProcesses(ProcessTable table) {
        this.table = table;
    }

    @Override
    public ManagedProcess spawn(ProcessSpec spec, OutputListener output) {
        started.removeIf(process -> table.find(process.id()).isEmpty());
        ManagedProcess process = table.spawn(spec, output);
        started.add(process);
        return process;
    }

    @Override
    public List<ManagedProcess> list() {
        return table.list();
    }

    @Override
    public Optional<ManagedProcess> find(String id) {
        return table.find(id);
    }

    @Deactivate
    public void close() {
        table.end(started);
    }
}
