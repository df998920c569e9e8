package dev.osprey.launcher.manifest;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The {@code launch} part of a manifest.
 *
 * @param command program and arguments; empty to derive them from runtime and entry
 * @param folder working folder, relative to the module's; empty for the module's own
 * @param environment added to what every module gets
 * @param timeout how long to wait until it is ready
 * @param bootStdin whether the module reads its token from standard input
 * @param stopTimeout how long it has to clean up, unless it asks for more
 * @param stopMax how long it has if it asks for more
 * @param nested whether it starts a Kite of its own, so that it is not told where ours is
 */
public record Launch(
        List<String> command,
        String folder,
        Map<String, String> environment,
        Duration timeout,
        boolean bootStdin,
        Duration stopTimeout,
        Duration stopMax,
        boolean nested) {

    /** What a module has that says nothing. */
    public static final Launch USUAL = new Launch(
            List.of(),
            "",
            Map.of(),
            Duration.ofSeconds(15),
            true,
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            false);
}
