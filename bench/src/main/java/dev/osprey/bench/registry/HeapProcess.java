package dev.osprey.bench.registry;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@link RegistryHeap} found in a process of its own. */
record HeapProcess(long entries, Map<String, Long> found) {

    static HeapProcess run(String entries, String what) {
        ProcessBuilder java = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RegistryHeap.class.getName(),
                        entries,
                        what))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        try {
            Process process = java.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new IllegalStateException("The process that measures the heap ended with status " + status);
            }
            return new HeapProcess(
                    Long.parseLong(entries),
                    output.lines()
                            .map(line -> line.split("="))
                            .collect(Collectors.toMap(pair -> pair[0], pair -> Long.valueOf(pair[1]))));
        } catch (IOException e) {
            throw new IllegalStateException("The process that measures the heap does not run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the heap was measured", e);
        }
    }

    long megabytes() {
        return found.get("total") >> 20;
    }

    long bytesEach() {
        return found.get("entries") / entries;
    }

    long microsEach() {
        return found.get("nanos") / 1000 / entries;
    }
}
