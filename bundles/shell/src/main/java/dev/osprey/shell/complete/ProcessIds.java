package dev.osprey.shell.complete;

import dev.osprey.process.ManagedProcess;
import dev.osprey.process.Processes;
import java.util.Collection;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Processes that Osprey started and that live. */
@Service
public final class ProcessIds extends LiveCompleter<Processes> {

    public ProcessIds() {
        super(Processes.class);
    }

    @Override
    Collection<String> words(Processes processes) {
        return processes.list().stream().map(ManagedProcess::id).toList();
    }
}
