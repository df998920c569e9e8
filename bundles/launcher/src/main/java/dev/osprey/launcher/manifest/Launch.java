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
 * @param timeout how long to wait for {@code module.ready}
 * @param bootStdin whether the module reads its token from standard input
 */
public record Launch(
        List<String> command, String folder, Map<String, String> environment, Duration timeout, boolean bootStdin) {}
