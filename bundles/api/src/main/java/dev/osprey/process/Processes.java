package dev.osprey.process;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Starts and lists processes of the host. Prototype-scoped: what a user started is ended when the user goes. Thread-safe.
 *
 * <p>Events: {@code process.spawned, process.exited, process.killed, process.paused, process.resumed, process.limit, process.denied}.
 */
@ProviderType
public interface Processes {

    /**
     * Starts a process in a session of its own. Standard input is a pipe or terminal of its own, never Osprey's.
     *
     * @param output gets all output, line by line
     * @throws SpawnException if it could not be started; the message says why and what to do
     */
    ManagedProcess spawn(ProcessSpec spec, OutputListener output);

    /**
     * Starts a process with both streams held: nothing is read before they are released, so that who
     * {@linkplain ManagedProcess#output() subscribes} first misses nothing.
     *
     * @throws SpawnException as with {@link #spawn}
     */
    Held spawnHeld(ProcessSpec spec);

    /** A process whose output is not read yet. */
    interface Held {

        ManagedProcess process();

        /** Lets the output be read. */
        void release();
    }

    /** Everything that Osprey started and that lives, oldest first, whoever started it. */
    List<ManagedProcess> list();

    /** What has ended, newest first; the last 1,000. */
    List<ManagedProcess> ended();

    /** One by its id, living or among the {@link #ended()}. */
    Optional<ManagedProcess> find(String id);

    /** The living one in whose tree a process of the host is. */
    Optional<ManagedProcess> holding(long pid);

    /** What this host can enforce. */
    Support support();
}
