package dev.osprey.kernel.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.store.Document;
import dev.osprey.store.DocumentConflictException;
import dev.osprey.store.DocumentException;
import dev.osprey.store.Documents;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentFilesTest {

    @TempDir
    Path root;

    private Path folder() {
        return root.resolve("documents");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Optional<Document> document) {
        return new String(document.orElseThrow().content(), StandardCharsets.UTF_8);
    }

    @Test
    void whatIsWrittenIsReadAlsoByTheNextInstance() {
        Documents documents = new DocumentFiles(folder());
        assertEquals(Optional.empty(), documents.read("a/b-1"));
        assertEquals(1, documents.write("a/b-1", bytes("one\ntwo"), 0).version());
        assertEquals(2, documents.write("a/b-1", bytes(""), 1).version());
        Document read = new DocumentFiles(folder()).read("a/b-1").orElseThrow();
        assertEquals("a/b-1", read.name());
        assertEquals(2, read.version());
        assertArrayEquals(new byte[0], read.content());
    }

    @Test
    void filesArePrivate() throws IOException {
        new DocumentFiles(folder()).write("a/b", bytes("x"), 0);
        assertEquals("rw-------", mode(folder().resolve("a/b.doc")));
        assertEquals("rwx------", mode(folder().resolve("a")));
        assertEquals("rwx------", mode(folder()));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "a/",
                "/a",
                "a//b",
                "..",
                "../a",
                "a/../b",
                ".",
                "A",
                "a.doc",
                "a b",
                "a\u0000",
                "a\n",
                "ä",
                "a\\b",
                "a/b/c/d/e/f/g/h/i"
            })
    void namesThatCouldLeaveTheFolderAreRefused(String name) {
        Documents documents = new DocumentFiles(folder());
        assertThrows(IllegalArgumentException.class, () -> documents.read(name));
        assertThrows(IllegalArgumentException.class, () -> documents.write(name, new byte[0], 0));
        assertThrows(IllegalArgumentException.class, () -> documents.delete(name));
    }

    @Test
    void aStaleVersionConflicts() {
        Documents documents = new DocumentFiles(folder());
        assertThrows(DocumentConflictException.class, () -> documents.write("a", bytes("x"), 1));
        documents.write("a", bytes("x"), 0);
        assertThrows(DocumentConflictException.class, () -> documents.write("a", bytes("y"), 0));
        assertEquals("x", text(documents.read("a")));
    }

    @Test
    void ofConcurrentWritersOfOneVersionOneWins() throws InterruptedException, ExecutionException {
        Documents documents = new DocumentFiles(folder());
        ExecutorService writers = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 10; round++) {
                long version = round;
                CountDownLatch start = new CountDownLatch(1);
                List<Future<Integer>> results = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    byte[] content = bytes("writer " + i);
                    Callable<Integer> write = () -> {
                        start.await();
                        try {
                            documents.write("a", content, version);
                            return 1;
                        } catch (DocumentConflictException expected) {
                            return 0;
                        }
                    };
                    results.add(writers.submit(write));
                }
                start.countDown();
                int winners = 0;
                for (Future<Integer> result : results) {
                    winners += result.get();
                }
                assertEquals(1, winners);
                assertEquals(version + 1, documents.read("a").orElseThrow().version());
            }
        } finally {
            writers.shutdownNow();
        }
    }

    @Test
    void everyDamagedByteIsNoticed() throws IOException {
        Documents documents = new DocumentFiles(folder());
        documents.write("a", bytes("content"), 0);
        Path file = folder().resolve("a.doc");
        byte[] good = Files.readAllBytes(file);
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 1;
            Files.write(file, bad);
            DocumentException e = assertThrows(DocumentException.class, () -> documents.read("a"), "byte " + i);
            assertTrue(e.getMessage().contains("Restore " + file), e.getMessage());
        }
        for (int length = 0; length < good.length; length++) {
            Files.write(file, java.util.Arrays.copyOf(good, length));
            assertThrows(DocumentException.class, () -> documents.read("a"), "length " + length);
        }
        assertThrows(DocumentException.class, () -> documents.write("a", bytes("new"), 1));
        assertTrue(documents.delete("a"));
        assertEquals(1, documents.write("a", bytes("new"), 0).version());
    }

    @Test
    void aFullDiskLeavesTheOldVersion() throws IOException {
        new DocumentFiles(folder()).write("a", bytes("old"), 0);
        Documents full =
                new DocumentFiles(folder(), file -> FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE));
        DocumentException e = assertThrows(DocumentException.class, () -> full.write("a", bytes("new"), 1));
        assertTrue(e.getMessage().contains("Check the free space"), e.getMessage());
        assertEquals("old", text(full.read("a")));
        assertEquals(List.of("a.doc"), listing());
    }

    @Test
    void aFileInPlaceOfAFolderIsReported() throws IOException {
        Documents documents = new DocumentFiles(folder());
        Files.writeString(folder().resolve("a"), "");
        assertThrows(DocumentException.class, () -> documents.write("a/b", bytes("x"), 0));
        Files.writeString(root.resolve("file"), "");
        assertThrows(DocumentException.class, () -> new DocumentFiles(root.resolve("file")));
    }

    @Test
    void anInterruptedWriteLeavesTheOldVersionAndNoRest() throws IOException {
        Documents documents = new DocumentFiles(folder());
        documents.write("a", bytes("old"), 0);
        Thread.currentThread().interrupt();
        assertThrows(DocumentException.class, () -> documents.write("a", bytes("new"), 1));
        assertTrue(Thread.interrupted());
        assertEquals("old", text(documents.read("a")));
        assertEquals(List.of("a.doc"), listing());
    }

    @Test
    void whatAKillLeftIsRemovedAtStart() throws IOException {
        new DocumentFiles(folder()).write("b/a", bytes("x"), 0);
        Files.writeString(folder().resolve("b/.a.doc.123.tmp"), "half");
        Documents documents = new DocumentFiles(folder());
        assertFalse(Files.exists(folder().resolve("b/.a.doc.123.tmp")));
        assertEquals(List.of("b/a"), documents.names(""));
    }

    @Test
    void tooLargeIsRefusedAndTheLargestIsNot() {
        Documents documents = new DocumentFiles(folder());
        assertThrows(DocumentException.class, () -> documents.write("a", new byte[Documents.MAX_BYTES + 1], 0));
        documents.write("a", new byte[Documents.MAX_BYTES], 0);
        assertEquals(Documents.MAX_BYTES, documents.read("a").orElseThrow().content().length);
    }

    @Test
    void namesAreSortedAndBelowThePrefix() {
        Documents documents = new DocumentFiles(folder());
        for (String name : List.of("b", "a/c", "a/b", "ab")) {
            documents.write(name, bytes("x"), 0);
        }
        assertEquals(List.of("a/b", "a/c", "ab", "b"), documents.names(""));
        assertEquals(List.of("a/b", "a/c"), documents.names("a/"));
        assertFalse(documents.delete("nothing"));
        assertTrue(documents.delete("a/b"));
        assertEquals(List.of("a/c"), documents.names("a/"));
    }

    private List<String> listing() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
