package dev.osprey.terminal;

import dev.osprey.process.Limits;
import dev.osprey.process.Sandbox;
import dev.osprey.process.TerminalSize;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A terminal to be.
 *
 * @param name names it in listings
 * @param owner who asked
 * @param shell program and arguments; empty for bash, or sh where there is none
 * @param environment as with {@link dev.osprey.process.ProcessSpec}
 * @param scrollBackBytes what it remembers of what it has shown, up to 4 MiB
 * @param sandbox or null
 */
public record TerminalSpec(
        String name,
        String owner,
        List<String> shell,
        Path folder,
        Map<String, String> environment,
        TerminalSize size,
        int scrollBackBytes,
        Limits limits,
        Sandbox sandbox) {

    public TerminalSpec {
        shell = List.copyOf(shell);
        environment = Map.copyOf(environment);
    }
}
