package dev.osprey.process.host;

import java.util.List;

/**
 * A piece of the little shell program that runs in the new process before the wanted program takes its place. The text is a constant of
 * ours, in POSIX shell; what varies is in the values, which it sees as {@code $1, $2, …}. A text never contains anything of a spec.
 *
 * <p>The parts run one after another in one shell, so a file descriptor that a part opens stays open. A part that cannot do its work says so on
 * standard error and leaves with {@link #FAILED}, and the program does not run.
 *
 * @param text ends without a semicolon
 * @param values at most nine
 */
public record StagePart(String text, List<String> values) {

    /** The exit code of a stage that could not do its work. */
    public static final int FAILED = 125;

    public StagePart {
        values = List.copyOf(values);
        if (values.size() > 9) {
            throw new IllegalArgumentException(values.size() + " values for one stage part; at most 9 have a name");
        }
    }
}
