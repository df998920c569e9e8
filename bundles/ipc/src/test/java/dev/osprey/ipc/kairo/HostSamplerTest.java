package dev.osprey.ipc.kairo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.osprey.ipc.wire.Absent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostSamplerTest {

    @TempDir
    Path root;

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void theLoadIsThatBetweenTwoSamplesAndMemoryIsInMebibytes() throws IOException {
        write("proc/stat", "cpu  100 0 100 700 100 0 0 0 0 0\ncpu0 1 1 1 1\n");
        write("proc/meminfo", "MemTotal:        8192000 kB\nMemFree:         2048000 kB\nMemAvailable: 1 kB\n");
        HostSampler sampler = new HostSampler(root);
        assertEquals(
                Map.of(
                        "cpu", Map.of("usage", 0L, "temperature", Absent.ABSENT),
                        "memory", Map.of("total", 8000L, "used", 6000L, "free", 2000L),
                        "battery", Absent.ABSENT),
                sampler.metrics());
        write("proc/stat", "cpu  125 0 100 760 115 0 0 0 0 0\n");
        write("sys/class/thermal/thermal_zone0/temp", "41500\n");
        write("sys/class/power_supply/BAT0/capacity", "77\n");
        write("sys/class/power_supply/BAT0/status", "Charging\n");
        sampler.sample();
        assertEquals(
                Map.of("usage", 25L, "temperature", 41.5), sampler.metrics().get("cpu"));
        assertEquals(Map.of("level", 77.0, "charging", true), sampler.metrics().get("battery"));
    }
}
