package dev.osprey.launcher.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.module.ModuleState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestReaderTest {

    @TempDir
    Path folder;

    private Manifest read(String text) {
        try {
            return ManifestReader.read(Files.writeString(folder.resolve("module.md"), text));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String refusal(String text) {
        return assertThrows(ManifestException.class, () -> read(text)).getMessage();
    }

    @Test
    void everythingButTheNameHasADefault() {
        Manifest manifest = read("---\nname: a.b_c~1-X\n---\n");
        assertEquals("a.b_c~1-X", manifest.displayName());
        assertEquals("service", manifest.type());
        assertEquals(ModuleState.ENABLED, manifest.state());
        assertEquals("python", manifest.runtime());
        assertEquals("entry.py", manifest.entry());
        assertEquals(new Launch(List.of(), "", Map.of(), Duration.ofSeconds(15), true), manifest.launch());
    }

    @Test
    void allFieldsAreReadAndUnknownOnesKept() {
        Manifest manifest = read(
                """
                ---
                name: full
                display_name: "Full: one"
                type: agent
                state: manual
                runtime: node
                entry: -e 1
                preferred_port: 80
                depends_on: [a, b]
                version: 1.2.3
                launch:
                  cmd: [prog, --flag, 7]
                  cwd: sub
                  env: {A: 1, B: true, C: text}
                  timeout: 2.5
                  boot_stdin: false
                ---
                # prose with --- in it
                state: disabled
                """);
        assertEquals("Full: one", manifest.displayName());
        assertEquals(ModuleState.MANUAL, manifest.state());
        assertEquals(80, manifest.preferredPort());
        assertEquals(List.of("a", "b"), manifest.dependsOn());
        assertEquals("1.2.3", manifest.fields().get("version"));
        assertEquals(
                new Launch(
                        List.of("prog", "--flag", "7"),
                        "sub",
                        Map.of("A", "1", "B", "true", "C", "text"),
                        Duration.ofMillis(2500),
                        false),
                manifest.launch());
    }

    @Test
    void windowsLineEndsAndAByteOrderMarkAreFine() {
        assertEquals("x", read("\uFEFF---\r\nname: x\r\n---\r\n").name());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: |line 2: name is missing",
                "name: true|line 2: name is true, not text",
                "name: ../up|line 2: name is \"../up\"",
                "name: .hidden|line 2: name is \".hidden\"",
                "name: osprey|line 2: the name osprey is Osprey's own",
                "name: x\\nstate: on|line 3: state is true, not text",
                "name: x\\nstate: sometimes|line 3: state is sometimes",
                "name: x\\nruntime: perl|line 3: runtime is perl",
                "name: x\\npreferred_port: 70000|line 3: preferred_port is 70000",
                "name: x\\nlaunch: 7|line 3: launch is 7",
                "name: x\\nlaunch:\\n  cmd: a b|line 4: launch.cmd is \"a b\"; give a list",
                "name: x\\nlaunch:\\n  timeout: -1|line 4: launch.timeout is -1",
                "name: x\\nlaunch:\\n  boot_stdin: maybe|line 4: launch.boot_stdin is maybe",
                "name: x\\nlaunch:\\n  env:\\n    PATH: /evil|line 5: launch.env sets PATH",
                "name: x\\nlaunch:\\n  env:\\n    LD_PRELOAD: /evil|line 5: launch.env sets LD_PRELOAD",
                "name: x\\nlaunch:\\n  env:\\n    A: b\\n    KITE_PROJECT: /|line 6: launch.env sets KITE_PROJECT",
                "name: x\\nlaunch:\\n  env: {\"A=B\": c}|launch.env has A=B",
                "name: x\\nname: y|line 3: found duplicate key name",
                "name: [|correct the YAML",
                "a: &a [x]\\nname: *b|line 3: found undefined alias b",
                "!!java.net.URL [x]|Global tag is not allowed",
                "just text|the front matter holds no keys",
            })
    void aProblemIsToldWithItsLine(String yaml, String told) {
        String message = refusal("---\n" + yaml.replace("\\n", "\n") + "\n---\n");
        assertTrue(message.contains(told), message);
        assertTrue(message.contains("module.md, line "), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "name: x\n", "# prose\n---\nname: x\n---\n", "---\nname: x\n", "---\n---\n"})
    void aFileWithoutFrontMatterIsRefused(String text) {
        assertTrue(refusal(text).contains("front matter"), () -> refusal(text));
    }

    @Test
    void sizeDepthAndAliasesAreBounded() throws Exception {
        assertTrue(refusal("---\nname: " + "x".repeat(FrontMatter.MAX_BYTES) + "\n---\n")
                .contains("more than"));
        refusal("---\nname: x\na: " + "[".repeat(50) + "]".repeat(50) + "\n---\n");
        StringBuilder laughs = new StringBuilder("---\nname: x\na0: &a0 [ha]\n");
        for (int i = 1; i < 30; i++) {
            laughs.append("a" + i + ": &a" + i + " [*a" + (i - 1) + ", *a" + (i - 1) + "]\n");
        }
        refusal(laughs + "---\n");
        Files.write(folder.resolve("module.md"), "---\nname: \u00e9\n---\n".getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(assertThrows(ManifestException.class, () -> ManifestReader.read(folder.resolve("module.md")))
                .getMessage()
                .contains("UTF-8"));
    }
}
