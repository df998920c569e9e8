package dev.osprey.kernel.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of the trail: the present one, and those that were full. Their names tell the order. */
final class TrailFiles {

    private static final Pattern FULL = Pattern.compile("audit-\\d{8}T\\d{9}Z\\.jsonl");
    private static final DateTimeFormatter NAME = new DateTimeFormatterBuilder()
            .appendPattern("'audit-'yyyyMMdd'T'HHmmss")
            .appendFraction(ChronoField.MILLI_OF_SECOND, 3, 3, false)
            .appendLiteral("Z.jsonl")
            .toFormatter()
            .withZone(ZoneOffset.UTC);

    private final Path folder;

    TrailFiles(Path folder) {
        this.folder = folder;
    }

    Path current() {
        return folder.resolve("audit.jsonl");
    }

    /** The full ones, oldest first. */
    List<Path> full() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(
                            file -> FULL.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        }
    }

    /** A name for the file that is full now, behind all others even if the clock was set back. */
    Path next(Clock clock) throws IOException {
        Instant time = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<Path> full = full();
        if (!full.isEmpty()) {
            Instant last = NAME.parse(full.get(full.size() - 1).getFileName().toString(), Instant::from);
            time = time.isAfter(last) ? time : last.plusMillis(1);
        }
        return folder.resolve(NAME.format(time));
    }
}
