package dev.osprey.process.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.osprey.process.tree.HostProcesses;
import dev.osprey.process.tree.ProcessEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file {@code run/processes.json}: who is running now, rewritten as a whole at each change. A record is there before its process
 * is, so that a kill of Osprey at any moment leaves nothing unknown. Thread-safe.
 */
final class RecordFile {

    private static final Logger LOG = LoggerFactory.getLogger(RecordFile.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LARGEST = 16 << 20;

    private final Path file;
    private final HostProcesses host;
    // guarded by this
    private final Map<String, SpawnRecord> records = new LinkedHashMap<>();

    RecordFile(Path file, HostProcesses host) {
        this.file = file;
        this.host = host;
    }

    synchronized void put(SpawnRecord record) {
        records.put(record.mark(), record);
        save();
    }

    synchronized void remove(String mark) {
        if (records.remove(mark) != null) {
            save();
        }
    }

    /** What a run of Osprey that has ended left in the file; empty if the host was restarted since, or that run is still alive. */
    List<SpawnRecord> left() {
        Map<?, ?> content = read();
        if (!host.boot().equals(content.get("boot"))) {
            return List.of();
        }
        if (content.get("osprey") instanceof Map<?, ?> owner
                && owner.get("pid") instanceof Number pid
                && owner.get("start") instanceof Number start
                && pid.longValue() != ProcessHandle.current().pid()
                && host.find(pid.longValue()).map(ProcessEntry::start).equals(Optional.of(start.longValue()))) {
            LOG.warn("Another Osprey, process {}, works with {}; its processes are left alone", pid, file);
            return List.of();
        }
        return content.get("processes") instanceof List<?> list
                ? list.stream()
                        .map(SpawnRecord::ofJson)
                        .filter(Objects::nonNull)
                        .toList()
                : List.of();
    }

    private Map<?, ?> read() {
        try {
            if (!Files.exists(file)) {
                return Map.of();
            }
            if (Files.size(file) > LARGEST) {
                throw new IOException("it has more than " + LARGEST + " bytes");
            }
            return JSON.readValue(file.toFile(), Map.class);
        } catch (IOException e) {
            LOG.warn("Cannot read {}, so processes that an earlier run left may go on: {}", file, e.getMessage());
            return Map.of();
        }
    }

    private void save() {
        long self = ProcessHandle.current().pid();
        long start = host.find(self).map(ProcessEntry::start).orElse(ProcessEntry.UNKNOWN_START);
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("osprey", Map.of("pid", self, "start", start));
        content.put("boot", host.boot());
        content.put(
                "processes", records.values().stream().map(SpawnRecord::toJson).toList());
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(temporary);
            Files.createFile(
                    temporary, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(temporary, JSON.writeValueAsBytes(content));
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A record of processes is no JSON", e);
        } catch (IOException e) {
            LOG.warn("Cannot write {}; if Osprey is killed now, processes may be left behind: {}", file, e.toString());
        }
    }
}
