package dev.osprey.process.host;

import dev.osprey.process.Applied;
import java.util.List;

/**
 * The sandbox of one spawn.
 *
 * @param parts what the stage does for it after all else, such as opening files
 * @param prefix what stands before the program's argv
 * @param applied what to tell of it
 */
public record Enclosure(List<StagePart> parts, List<String> prefix, List<Applied> applied) {

    public Enclosure {
        parts = List.copyOf(parts);
        prefix = List.copyOf(prefix);
        applied = List.copyOf(applied);
    }
}
