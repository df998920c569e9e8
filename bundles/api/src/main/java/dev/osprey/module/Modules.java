package dev.osprey.module;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The launcher of {@code module.md} modules. Calls wait for the outcome. Thread-safe: the actions on one module run one after another. */
@ProviderType
public interface Modules {

    /** All modules by name. */
    List<ModuleStatus> list();

    /** One module. */
    Optional<ModuleStatus> find(String name);

    /**
     * Starts a module and waits until it is ready, it ended, or the manifest's time-out passed.
     *
     * @throws UnknownModuleNameException if there is none of this name
     * @throws ModuleActionException if it is disabled or could not be started; a running one is left as it is
     */
    ModuleStatus start(String name);

    /**
     * Stops a module by the handshake, then its whole process tree. A stopped one is left as it is.
     *
     * @param reason told to the module and shown in its status; null for {@code stop_requested}
     * @throws UnknownModuleNameException if there is none of this name
     * @throws ModuleActionException if the launcher stops or too many actions wait
     */
    ModuleStatus stop(String name, String reason);

    /**
     * Stops and starts; a new process gets a new token.
     *
     * @param reason as with {@link #stop}; null for {@code restart}
     * @throws UnknownModuleNameException if there is none of this name
     * @throws ModuleActionException as with {@link #start} and {@link #stop}
     */
    ModuleStatus restart(String name, String reason);

    /**
     * The last lines that a module wrote, oldest first.
     *
     * @param lines at most this many, up to 10,000
     * @throws UnknownModuleNameException if there is none of this name
     */
    List<String> logs(String name, int lines);

    /** Looks for new and removed modules now rather than within a second. */
    void rescan();

    /** The longest that {@link #stop} takes. */
    Duration longestStop();
}
