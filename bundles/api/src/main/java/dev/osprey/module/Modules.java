package dev.osprey.module;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The launcher of {@code module.md} modules. Calls wait for the outcome. Thread-safe: the actions on one module run one after another.
 *
 * <p>All that takes a name throws {@link NoSuchModuleException} if there is none of it; {@code start}, {@code stop}, {@code restart} and
 * {@code state} throw {@link CoreModuleException} if it is the name of a part of Osprey itself.
 */
@ProviderType
public interface Modules {

    /**
     * All modules by name. A folder whose manifest cannot be used, or whose name another one has, is listed as failed, with the reason and
     * under its path, so that no name comes twice.
     */
    List<ModuleStatus> list();

    /** One module. */
    Optional<ModuleStatus> find(String name);

    /** {@link #start(String, Until)} until it is ready. */
    default ModuleStatus start(String name) {
        return start(name, Until.READY);
    }

    /**
     * Starts a module, and before it all that it needs. A running one is left as it is.
     *
     * @param until what is waited for
     * @throws ModuleDisabledException if its state does not let it start
     * @throws ModuleDependencyException if what it needs cannot start
     * @throws ModuleStartException if its process could not be made, or ended while it was waited for
     * @throws ModuleActionException if it cannot be used, the launcher stops, or too many actions wait
     */
    ModuleStatus start(String name, Until until);

    /**
     * Stops a module by the handshake, then its whole process tree. A stopped one is left as it is.
     *
     * @param reason told to the module and shown in its status; null for {@code stop_requested}
     * @throws ModuleActionException if it cannot be used, the launcher stops, or too many actions wait
     */
    ModuleStatus stop(String name, String reason);

    /** {@link #restart(String, String, Until)} until it is ready. */
    default ModuleStatus restart(String name, String reason) {
        return restart(name, reason, Until.READY);
    }

    /**
     * Stops and starts; a new process gets a new token.
     *
     * @param reason as with {@link #stop}; null for {@code restart}
     * @param until what is waited for
     * @throws ModuleActionException as with {@link #start} and {@link #stop}; a disabled module is not stopped
     */
    ModuleStatus restart(String name, String reason, Until until);

    /**
     * Stores a state that takes precedence over the manifest's. It starts and stops nothing by itself, and the module's files stay as they
     * are. {@link #clearState} takes it back.
     *
     * @throws ModuleActionException if it cannot be used
     */
    ModuleStatus state(String name, ModuleState state);

    /**
     * The last lines that a module wrote, oldest first.
     *
     * @param lines at most this many, up to 10,000
     */
    List<String> logs(String name, int lines);

    /** One module with all that is known of it. */
    Optional<ModuleDetail> detail(String name);

    /** Why it is as it is, then, if it waits for another, why that one is, and so on; no module twice. */
    List<Why> why(String name);

    /** Which module needs which. */
    Dependencies dependencies();

    /**
     * What happened, newest last.
     *
     * @param name null for all modules
     * @param most up to 1,000
     */
    List<ModuleStep> history(String name, int most);

    /**
     * Restarts one particular run, for whoever has watched it and found it wanting.
     *
     * @param why shown in its status
     * @throws StaleIncarnationException if that run is not there any more, or somebody has it stopped; nothing was done
     */
    ModuleStatus restartIf(String name, long incarnation, Why why);

    /** Takes back what {@link #state(String, ModuleState)} stored. */
    ModuleStatus clearState(String name);

    /** Looks for new and removed modules now rather than within a second, and waits for folders that are being copied. */
    Rescan rescan();

    /** The longest that {@link #stop} of any module takes. */
    Duration longestStop();
}
