package dev.osprey.kernel.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.store.Document;
import dev.osprey.store.Documents;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledWriterTest {

    @TempDir
    Path folder;

    /** Writes versions without end and says which one is on the disk; a version's content is its number, many times. */
    public static void main(String[] arguments) {
        Documents documents = new DocumentFiles(Path.of(arguments[0]));
        for (long version = 0; ; version++) {
            byte[] content = new byte[200_000];
            Arrays.fill(content, (byte) (version + 1));
            documents.write("a", content, version);
            System.out.append(Long.toString(version + 1)).append('\n').flush();
        }
    }

    @Test
    void aKilledWriterLeavesAWholeVersionThatIsNotOlderThanTheLastItReported()
            throws IOException, InterruptedException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process writer = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        classPath,
                        KilledWriterTest.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long reported = 0;
        try (BufferedReader lines = writer.inputReader()) {
            for (int i = 0; i < 20; i++) {
                reported = Long.parseLong(lines.readLine());
            }
            writer.destroyForcibly().waitFor();
        } finally {
            writer.destroyForcibly();
        }
        Document found = new DocumentFiles(folder).read("a").orElseThrow();
        assertTrue(found.version() >= reported, found.version() + " after " + reported);
        byte[] expected = new byte[200_000];
        Arrays.fill(expected, (byte) found.version());
        assertTrue(Arrays.equals(expected, found.content()), "one version's content");
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(
                    List.of("a.doc"),
                    files.map(file -> file.getFileName().toString()).toList());
        }
    }
}
