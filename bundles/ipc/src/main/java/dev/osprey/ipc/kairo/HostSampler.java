package dev.osprey.ipc.kairo;

import dev.osprey.ipc.wire.Absent;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the host is busy with, in Kairo's shape. The load is that of the time between the last two {@linkplain #sample samples}, whoever asks how
 * often.
 */
final class HostSampler {

    private static final Logger log = LoggerFactory.getLogger(HostSampler.class);

    private final Path root;
    private long busy;
    private long total;
    private volatile Map<String, Object> last;

    /** @param root where {@code proc} and {@code sys} are */
    HostSampler(Path root) {
        this.root = root;
        this.last = Map.of();
        sample();
    }

    /** As of the last sample. */
    Map<String, Object> metrics() {
        return last;
    }

    /** Looks again. By one thread at a time. */
    void sample() {
        Map<String, Object> metrics = new LinkedHashMap<>();
        Map<String, Object> cpu = new LinkedHashMap<>();
        cpu.put("usage", usage());
        cpu.put("temperature", temperature());
        metrics.put("cpu", cpu);
        metrics.put("memory", memory());
        metrics.put("battery", battery());
        last = metrics;
    }

    private long usage() {
        String[] fields = text("proc/stat").split("\n", 2)[0].trim().split("\\s+");
        long idle = 0;
        long all = 0;
        for (int i = 1; i < fields.length && i <= 8; i++) {
            long ticks = Long.parseLong(fields[i]);
            all += ticks;
            idle += i == 4 || i == 5 ? ticks : 0;
        }
        long passed = all - total;
        long worked = all - idle - busy;
        boolean first = total == 0;
        total = all;
        busy = all - idle;
        return first || passed <= 0 ? 0 : Math.max(0, Math.min(100, Math.round(100.0 * worked / passed)));
    }

    private Map<String, Object> memory() {
        long all = 0;
        long free = 0;
        for (String line : text("proc/meminfo").split("\n")) {
            String[] fields = line.split("\\s+");
            if (fields[0].equals("MemTotal:")) {
                all = Math.round(Long.parseLong(fields[1]) / 1024.0);
            } else if (fields[0].equals("MemFree:")) {
                free = Math.round(Long.parseLong(fields[1]) / 1024.0);
            }
        }
        Map<String, Object> memory = new LinkedHashMap<>();
        memory.put("total", all);
        memory.put("used", all - free);
        memory.put("free", free);
        return memory;
    }

    private Object temperature() {
        OptionalDouble thousandths = number("sys/class/thermal/thermal_zone0/temp");
        return thousandths.isPresent() && thousandths.getAsDouble() > 0
                ? (Object) (thousandths.getAsDouble() / 1000)
                : Absent.ABSENT;
    }

    private Object battery() {
        Path supplies = root.resolve("sys/class/power_supply");
        if (!Files.isDirectory(supplies)) {
            return Absent.ABSENT;
        }
        try (DirectoryStream<Path> batteries = Files.newDirectoryStream(supplies, "BAT*")) {
            for (Path battery : batteries) {
                OptionalDouble level =
                        number(root.relativize(battery).resolve("capacity").toString());
                if (level.isPresent()) {
                    Map<String, Object> found = new LinkedHashMap<>();
                    found.put("level", level.getAsDouble());
                    found.put(
                            "charging",
                            text(root.relativize(battery).resolve("status").toString())
                                    .strip()
                                    .equals("Charging"));
                    return found;
                }
            }
        } catch (IOException e) {
            log.debug("Batteries cannot be listed", e);
        }
        return Absent.ABSENT;
    }

    private OptionalDouble number(String file) {
        try {
            return OptionalDouble.of(Double.parseDouble(text(file).strip()));
        } catch (NumberFormatException none) {
            return OptionalDouble.empty();
        }
    }

    /** Empty where there is no such file: not every host has every sensor. */
    private String text(String file) {
        try {
            return Files.readString(root.resolve(file));
        } catch (IOException none) {
            return "";
        }
    }
}
