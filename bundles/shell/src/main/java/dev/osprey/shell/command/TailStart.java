package dev.osprey.shell.command;

import dev.osprey.event.Position;
import dev.osprey.tool.ToolException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where {@code --from} begins: what {@link Position} reads, or a time that has passed since, such as {@code -10m}. */
final class TailStart {

    private static final Pattern AGO = Pattern.compile("-?([0-9]{1,6})([smhd])");

    private TailStart() {}

    static Position of(String text, Instant now) {
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            return Position.since(now.minus(time(Long.parseLong(ago.group(1)), ago.group(2))));
        }
        try {
            return Position.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Failure(
                    ToolException.INVALID_INPUT,
                    "--from is " + text + ".",
                    "Give a time that has passed (-30s, -10m, -2h, -1d), a sequence number, a time such as"
                            + " 2026-01-31T12:00:00Z, or last for the last event of each subject.");
        }
    }

    private static Duration time(long number, String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
