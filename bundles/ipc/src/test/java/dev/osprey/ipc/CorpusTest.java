package dev.osprey.ipc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The frames in {@code corpus}: each with the answers that it gets, and whether the connection is of use afterwards. */
class CorpusTest {

    @TempDir
    static Path folder;

    private static TestSocket socket;

    @BeforeAll
    static void open() throws IOException {
        socket = new TestSocket(folder);
    }

    @AfterAll
    static void close() {
        socket.close();
    }

    @TestFactory
    Stream<DynamicTest> eachIsAnsweredOrCutCleanly() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(Path.of("src/test/resources/corpus"))) {
            files = all.sorted().toList();
        }
        assertTrue(files.size() > 60, "the corpus is there");
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.getFileName().toString(),
                        () -> Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> play(file))));
    }

    private static void play(Path file) throws IOException {
        List<String> answers = new ArrayList<>();
        String then = null;
        StringBuilder hex = new StringBuilder();
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("answer: ")) {
                answers.add(line.substring(8).replace("\\ufffd", "\ufffd"));
            } else if (line.startsWith("then: ")) {
                then = line.substring(6);
            } else if (!line.startsWith("#")) {
                hex.append(line);
            }
        }
        byte[] bytes = HexFormat.of().parseHex(hex);
        whole(bytes, answers, then);
        if (bytes.length < 100) {
            inPieces(bytes, answers, then);
        }
    }

    private static void whole(byte[] bytes, List<String> answers, String then) throws IOException {
        try (RawClient client = socket.client()) {
            client.send(bytes);
            outcome(client, answers, then);
        }
    }

    /** Byte by byte, as far as the server listens. */
    private static void inPieces(byte[] bytes, List<String> answers, String then) throws IOException {
        try (RawClient client = socket.client()) {
            try {
                for (byte each : bytes) {
                    client.send(new byte[] {each});
                }
            } catch (IOException closed) {
                assertEquals("closed", then, closed.toString());
            }
            outcome(client, answers, then);
        }
    }

    private static void outcome(RawClient client, List<String> answers, String then) throws IOException {
        for (String expected : answers) {
            Map<String, Object> answer = client.next().map();
            if (expected.equals("ok")) {
                assertEquals(true, ((Map<?, ?>) answer.get("result")).get("pong"));
            } else {
                assertEquals(expected, answer.get("error"));
                assertTrue(answer.containsKey("result") && answer.get("result") == null, "result is nil");
            }
        }
        if (then.equals("closed")) {
            assertTrue(client.ended(), "nothing more comes");
        } else {
            assertEquals(true, ((Map<?, ?>) client.call("kernel.ping", Map.of()).get("result")).get("pong"));
        }
    }
}
