package dev.osprey.watchdog.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps evidence in files that only Osprey's user may read; the oldest go when there are too many, or too much. Thread-safe. */
public final class EvidenceFiles {

    private static final Logger LOG = LoggerFactory.getLogger(EvidenceFiles.class);
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._~-]{0,199}");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);
    private static final String END = ".json";
    private static final int LARGEST = 4 << 20;

    private final Path folder;
    private final int most;
    private final long mostBytes;
    private final AtomicLong count = new AtomicLong();

    public EvidenceFiles(Path folder, int most, long mostBytes) {
        this.folder = folder;
        this.most = most;
        this.mostBytes = mostBytes;
    }

    /** A new id. */
    public String id(String module, Instant at) {
        return module + "-" + TIME.format(at) + "-" + count.incrementAndGet();
    }

    /** Writes it; a disk that refuses costs the file only. */
    public void write(String id, Map<String, Object> evidence) {
        try {
            var ownFolder = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
            Files.createDirectories(folder, ownFolder);
            Path draft = folder.resolve(id + ".new");
            Files.deleteIfExists(draft);
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(draft, Json.write(evidence));
            Files.move(draft, folder.resolve(id + END), StandardCopyOption.ATOMIC_MOVE);
            prune();
        } catch (IOException e) {
            LOG.warn("The evidence {} cannot be written below {}: {}", id, folder, e.toString());
        }
    }

    /**
     * Reads one.
     *
     * @return empty if there is none of this id
     */
    public Optional<Map<String, Object>> read(String id) {
        if (!ID.matcher(id).matches()) {
            return Optional.empty();
        }
        Path file = folder.resolve(id + END);
        try {
            return Files.size(file) > LARGEST ? Optional.empty() : Optional.of(Json.read(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("The evidence {} cannot be read: {}", file, e.toString());
            return Optional.empty();
        }
    }

    /** The ids, newest first. */
    public List<String> ids() {
        try {
            return files().stream().map(Kept::id).toList();
        } catch (IOException e) {
            LOG.debug("{} cannot be listed", folder, e);
            return List.of();
        }
    }

    private record Kept(Path file, FileTime at, long size) {

        String id() {
            String name = file.getFileName().toString();
            return name.substring(0, name.length() - END.length());
        }
    }

    private List<Kept> files() throws IOException {
        List<Kept> kept = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.filter(one -> one.toString().endsWith(END)).toList()) {
                try {
                    kept.add(new Kept(file, Files.getLastModifiedTime(file), Files.size(file)));
                } catch (NoSuchFileException gone) {
                    LOG.debug("{} has just gone", file);
                }
            }
        } catch (NoSuchFileException none) {
            return List.of();
        }
        kept.sort(Comparator.comparing(Kept::at)
                .thenComparing(one -> one.file().toString())
                .reversed());
        return kept;
    }

    private void prune() throws IOException {
        long bytes = 0;
        int number = 0;
        for (Kept one : files()) {
            bytes += one.size();
            number++;
            // The newest stays, however large it is.
            if (number > 1 && (number > most || bytes > mostBytes)) {
                Files.deleteIfExists(one.file());
            }
        }
    }
}
