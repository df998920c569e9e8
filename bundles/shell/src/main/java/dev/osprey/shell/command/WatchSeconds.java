package dev.osprey.shell.command;

import dev.osprey.tool.ToolException;
import java.time.Duration;
import java.util.regex.Pattern;

/** How often {@code --watch} looks. */
record WatchSeconds(Duration duration) {

    static final WatchSeconds DEFAULT = new WatchSeconds(Duration.ofSeconds(2));

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");
    private static final double LEAST = 0.5;
    private static final double MOST = 3600;

    static boolean isNumber(String word) {
        return NUMBER.matcher(word).matches();
    }

    static WatchSeconds of(String word) {
        double seconds = isNumber(word) ? Double.parseDouble(word) : Double.NaN;
        if (seconds >= LEAST && seconds <= MOST) {
            return new WatchSeconds(Duration.ofMillis(Math.round(seconds * 1000)));
        }
        throw new Failure(
                ToolException.INVALID_INPUT,
                "--watch is " + word + ".",
                "Take 0.5 to 3600 seconds, such as --watch 5, or leave the number out for 2.");
    }
}
