package dev.osprey.watchdog.tools;

import dev.osprey.watchdog.round.Standing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The watch over modules, as the other parts of this bundle see it. Thread-safe. */
public interface ModuleWatch {

    /** Whether it restarts what is not well, or only tells of it. */
    boolean acts();

    /** All modules by name, as the last round found them. */
    List<Standing> standings();

    /** Since the last round. */
    Duration silentFor();

    /**
     * Lets a module be restarted again that was given up.
     *
     * @return how it stands then; ends with null if there is no such module
     */
    CompletableFuture<Standing> resume(String module);

    /** The ids of all evidence that is kept, newest first. */
    List<String> evidence();

    Optional<Map<String, Object>> evidence(String id);
}
