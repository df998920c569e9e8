package dev.osprey.launcher.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class HostileManifestProperties {

    private static final List<String> KEYS = List.of(
            "name",
            "state",
            "runtime",
            "entry",
            "preferred_port",
            "depends_on",
            "restart",
            "ready",
            "watchdog",
            "limits",
            "sandbox",
            "log",
            "launch",
            "tags",
            "version",
            "discovery",
            "\"a.b\"",
            "? [x]",
            "<<",
            "0",
            "~");
    private static final List<String> INNER = List.of(
            "policy",
            "delay",
            "kind",
            "port",
            "path",
            "status",
            "health",
            "cpu",
            "memory",
            "grow",
            "network",
            "readable",
            "size",
            "cmd",
            "env",
            "timeout",
            "stop_max",
            "interval",
            "url",
            "dump");
    private static final List<String> VALUES = List.of(
            "x",
            "on",
            "no",
            "~",
            "[]",
            "{}",
            "0",
            "-1",
            "1e999",
            ".nan",
            "-.inf",
            "99999999999999999999",
            "0b101",
            "1:30:00",
            "2026-01-01",
            "2026-99-99",
            "!!int x",
            "!!float y",
            "!!timestamp z",
            "!!binary '#'",
            "!!set {a}",
            "!!omap [a: b]",
            "!!java.lang.Runtime []",
            "!foo bar",
            "&a [*a]",
            "*nobody",
            "\"\\0\"",
            "\"\\ud800\"",
            "[[[[[[[[[[1]]]]]]]]]]",
            "{a: {b: {c: {d: {e: f}}}}}",
            "'../../etc/passwd'",
            "256M",
            "200-299",
            "{kind: http}",
            "[{a: b}]",
            "|\n  text",
            "http://127.0.0.1:99999/",
            "http://[::1]:80",
            "<<",
            "=",
            "\t",
            "%TAG",
            "@",
            "`");

    private static Path folder;

    @BeforeContainer
    static void make() throws IOException {
        folder = Files.createTempDirectory("osprey-manifest");
    }

    @AfterContainer
    static void remove() throws IOException {
        Files.deleteIfExists(folder.resolve("module.md"));
        Files.delete(folder);
    }

    private static void readOrRefuse(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("module.md"), bytes);
        try {
            assertNotNull(ManifestReader.read(file).name());
        } catch (ManifestException told) {
            assertTrue(told.getMessage().startsWith(file + ", line "), told.getMessage());
        }
        try {
            assertNotNull(Discovery.read(file));
        } catch (ManifestException told) {
            assertTrue(told.getMessage().startsWith(file + ", line "), told.getMessage());
        }
    }

    @Provide
    Arbitrary<String> entries() {
        Arbitrary<String> value = Arbitraries.of(VALUES);
        Arbitrary<String> inner = Combinators.combine(Arbitraries.of(INNER), value)
                .as((key, text) -> "\n  " + key + ": " + text.replace("\n", "\n  "));
        Arbitrary<String> either = Arbitraries.oneOf(
                value.map(text -> " " + text),
                inner.list().ofMinSize(1).ofMaxSize(3).map(list -> String.join("", list)));
        return Combinators.combine(Arbitraries.of(KEYS), either).as((key, text) -> key + ":" + text);
    }

    @Property(tries = 500)
    void whateverIsWrittenIsReadOrRefusedWithItsLine(@ForAll("manifests") String text) throws IOException {
        readOrRefuse(text.getBytes(StandardCharsets.UTF_8));
    }

    @Provide
    Arbitrary<String> manifests() {
        return entries().list().ofMaxSize(5).map(list -> "---\nname: x\n" + String.join("\n", list) + "\n---\n");
    }

    @Property(tries = 200)
    void anyBytesAreReadOrRefused(@ForAll byte[] bytes) throws IOException {
        readOrRefuse(bytes);
        byte[] front = "---\nname: x\n".getBytes(StandardCharsets.US_ASCII);
        byte[] both = new byte[front.length + bytes.length];
        System.arraycopy(front, 0, both, 0, front.length);
        System.arraycopy(bytes, 0, both, front.length, bytes.length);
        readOrRefuse(both);
    }

    @Example
    void aHugeFileIsNotReadToItsEnd() throws IOException {
        Path file = folder.resolve("module.md");
        try (var channel = Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.position(1L << 40);
            channel.write(ByteBuffer.wrap(new byte[] {'x'}));
        }
        try {
            ManifestReader.read(file);
        } catch (ManifestException told) {
            assertTrue(told.getMessage().contains("more than 65536 bytes"), told.getMessage());
        }
        assertEquals((1L << 40) + 1, Files.size(file));
        Files.delete(file);
    }
}
