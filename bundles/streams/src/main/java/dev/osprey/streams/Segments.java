package dev.osprey.streams;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the segments of a stream at its start. */
final class Segments {

    private static final Logger LOG = LoggerFactory.getLogger(Segments.class);

    private Segments() {}

    static List<Segment> load(String name, SegmentFiles files) throws IOException {
        List<Segment> segments = new ArrayList<>();
        for (Path file : files.list()) {
            long size = Files.size(file);
            Segment segment = Segment.load(file);
            if (segment == null) {
                discard(name, files, file, size);
                continue;
            }
            if (segment.length() < size) {
                LOG.warn(
                        "The stream {} leaves out the last {} of {} bytes of {}: they were not completely written",
                        name,
                        size - segment.length(),
                        size,
                        file);
            }
            segments.add(segment);
        }
        return segments;
    }

    private static void discard(String name, SegmentFiles files, Path file, long size) throws IOException {
        if (size <= SegmentHeader.LENGTH) {
            Files.delete(file);
            return;
        }
        LOG.error(
                "The stream {} cannot read {}, its header is damaged; it goes on without, and has renamed it to {}",
                name,
                file,
                files.setAside(file));
    }
}
