package dev.osprey.process;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Starts and lists processes of the host. Prototype-scoped: what a user started is ended when the user goes. Thread-safe. */
@ProviderType
public interface Processes {

    /**
     * Starts a process in a session of its own. Standard input is a pipe, never Osprey's own.
     *
     * @throws SpawnException if it could not be started; the message says why and what to do
     */
    ManagedProcess spawn(ProcessSpec spec, OutputListener output);

    /** Everything that Osprey started and that lives, oldest first, whoever started it. */
    List<ManagedProcess> list();

    /** One by its id. */
    Optional<ManagedProcess> find(String id);
}
