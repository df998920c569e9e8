package dev.osprey.process.table;

import dev.osprey.process.tree.HostProcesses;
import dev.osprey.process.tree.ProcessEntry;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file {@code run/processes.jsonl}: a line at each spawn and at each end, written at once; see {@link JournalText}. A spawn's line is there
 * before its process is, so that a kill of Osprey at any moment leaves nothing unknown. Written anew when it has grown long. Thread-safe.
 */
final class SpawnJournal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SpawnJournal.class);
    private static final long LARGEST_READ = 64 << 20;

    private final Path file;
    private final HostProcesses host;
    private final String owner;
    private final long longest;
    // guarded by this
    private final Map<String, SpawnRecord> open = new LinkedHashMap<>();
    // guarded by this; null before the first line, and while the file cannot be written
    private OutputStream out;
    // guarded by this
    private long length;
    // guarded by this
    private boolean complained;

    /**
     * @param group the control group below which this run's processes are, or null
     * @param longest bytes after which it is written anew
     */
    SpawnJournal(Path file, HostProcesses host, String group, long longest) {
        this.file = file;
        this.host = host;
        this.longest = longest;
        long self = ProcessHandle.current().pid();
        long start = host.find(self).map(ProcessEntry::start).orElse(ProcessEntry.UNKNOWN_START);
        this.owner = JournalText.owner(self, start, host.boot(), group);
    }

    /** What runs of Osprey that have ended left; empty if another one is alive, or if the host was restarted since. */
    Optional<List<SpawnRecord>> left() {
        List<SpawnRecord> left = new ArrayList<>();
        for (JournalText.Run run : read()) {
            if (!run.boot().equals(host.boot())) {
                continue;
            }
            if (run.pid() != ProcessHandle.current().pid()
                    && host.find(run.pid()).map(ProcessEntry::start).equals(Optional.of(run.start()))) {
                LOG.warn("Another Osprey, process {}, works with {}; its processes are left alone", run.pid(), file);
                return Optional.empty();
            }
            left.addAll(run.open().values());
        }
        return Optional.of(left);
    }

    private List<JournalText.Run> read() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            if (Files.size(file) > LARGEST_READ) {
                throw new IOException("it has more than " + LARGEST_READ + " bytes");
            }
            return JournalText.read(lines);
        } catch (IOException | java.io.UncheckedIOException e) {
            LOG.warn("Cannot read {}, so processes that an earlier run left may go on: {}", file, e.getMessage());
            return List.of();
        }
    }

    /** Forgets what earlier runs wrote, but for these. */
    synchronized void begin(Collection<SpawnRecord> kept) {
        kept.forEach(record -> open.put(record.mark(), record));
        renew();
    }

    synchronized void planned(SpawnRecord record) {
        open.put(record.mark(), record);
        append(JournalText.planned(record));
    }

    synchronized void started(SpawnRecord record) {
        if (open.replace(record.mark(), record) != null) {
            append(JournalText.started(record));
        }
    }

    synchronized void gone(String mark) {
        if (open.remove(mark) != null) {
            append(JournalText.gone(mark));
        }
    }

    private void append(String line) {
        if (out == null || length > longest) {
            renew();
            return;
        }
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        try {
            out.write(bytes);
            length += bytes.length;
        } catch (IOException e) {
            complain(e);
            closeFile();
        }
    }

    /** Everything that is open, in a new file that takes the place of the old one. */
    private void renew() {
        closeFile();
        StringBuilder text = new StringBuilder(owner);
        for (SpawnRecord record : open.values()) {
            text.append(JournalText.planned(record));
            if (record.pid() > 0) {
                text.append(JournalText.started(record));
            }
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(temporary);
            Files.createFile(
                    temporary, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            // Not a channel: an interrupted thread would close it.
            OutputStream next = new FileOutputStream(temporary.toFile(), true);
            out = next;
            next.write(bytes);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            length = bytes.length;
            complained = false;
        } catch (IOException e) {
            complain(e);
            closeFile();
        }
    }

    private void complain(IOException e) {
        if (!complained) {
            complained = true;
            LOG.warn("Cannot write {}; if Osprey is killed now, processes may be left behind: {}", file, e.toString());
        }
    }

    private void closeFile() {
        try {
            if (out != null) {
                out.close();
            }
        } catch (IOException e) {
            LOG.debug("{} could not be closed", file, e);
        }
        out = null;
    }

    @Override
    public synchronized void close() {
        closeFile();
    }
}
