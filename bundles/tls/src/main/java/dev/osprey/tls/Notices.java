package dev.osprey.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code run/notices.txt}: what the script tells after a start; there only while there is something to tell. */
final class Notices {

    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

    private final Path file;

    Notices(Path run) {
        this.file = run.resolve("notices.txt");
    }

    synchronized void tell(List<String> lines) {
        try {
            if (lines.isEmpty()) {
                Files.deleteIfExists(file);
            } else {
                byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
                Written.replace(file, text, Written.SECRET);
            }
        } catch (IOException e) {
            LOG.warn("{} could not be written; ./osprey status will not tell what the log does", file, e);
        }
    }
}
