package dev.osprey.launcher.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.launcher.log.LogSpec;
import dev.osprey.module.ModuleState;
import dev.osprey.module.ReadyCheck;
import dev.osprey.module.RestartPolicy;
import dev.osprey.module.WatchSpec;
import dev.osprey.process.Limits;
import dev.osprey.process.Sandbox;
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
        assertEquals(Launch.USUAL, manifest.launch());
        assertEquals(RestartPolicy.USUAL, manifest.restart());
        assertEquals(ReadyCheck.USUAL, manifest.ready());
        assertEquals(WatchSpec.USUAL, manifest.watch());
        assertFalse(manifest.limits().any());
        assertNull(manifest.sandbox());
        assertEquals(LogSpec.USUAL, manifest.log());
        assertEquals(List.of(), manifest.warnings());
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
                depends_on: [a, b, a]
                version: 1.10
                tags: [x, 007]
                released: 2026-01-01
                launch:
                  cmd: [prog, --flag, 7]
                  cwd: sub
                  env: {A: 1.10, B: yes, C: text, PATH: /mine}
                  timeout: 2.5
                  boot_stdin: no
                  stop_timeout: 20
                  stop_max: 90
                  nested: true
                ---
                # prose with --- in it
                state: disabled
                """);
        assertEquals("Full: one", manifest.displayName());
        assertEquals(ModuleState.MANUAL, manifest.state());
        assertEquals(80, manifest.preferredPort());
        assertEquals(List.of("a", "b"), manifest.dependsOn());
        assertEquals("1.10", manifest.fields().get("version"));
        assertEquals(List.of("x", "007"), manifest.fields().get("tags"));
        assertEquals("2026-01-01T00:00:00Z", manifest.fields().get("released"), "plain JSON values");
        assertEquals(1, manifest.warnings().size(), () -> manifest.warnings().toString());
        assertTrue(
                manifest.warnings().get(0).contains("module.md, line 16: launch.env sets PATH"),
                manifest.warnings().get(0));
        assertEquals(ReadyCheck.Kind.SPAWN, manifest.ready().kind(), "without a token it can say nothing");
        assertEquals(
                new Launch(
                        List.of("prog", "--flag", "7"),
                        "sub",
                        Map.of("A", "1.10", "B", "yes", "C", "text"),
                        Duration.ofMillis(2500),
                        false,
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(90),
                        true),
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
                "name: true|line 2: name is true; that is not text",
                "name: ../up|line 2: name is \"../up\"",
                "name: a/b|line 2: name is \"a/b\"",
                "name: .hidden|line 2: name is \".hidden\"",
                "name: osprey|line 2: the name osprey is Osprey's own",
                "name: x\\nstate: on|line 3: state is on, which YAML reads as true; use enabled, manual or disabled",
                "name: x\\nstate: sometimes|line 3: state is sometimes; use enabled, manual or disabled",
                "name: x\\nruntime: perl|line 3: runtime is perl; use python, node, java or binary",
                "name: x\\nruntime: java|line 3: entry is missing; name the jar",
                "name: x\\npreferred_port: 70000|line 3: preferred_port is 70000; give a whole number from 0 to 65535",
                "name: x\\npreferred_port: 80.5|line 3: preferred_port is 80.5",
                "name: x\\nlaunch: 7|line 3: launch is 7",
                "name: x\\nlaunch:\\n  cmd: a b|line 4: launch.cmd is \"a b\"; give a list",
                "name: x\\nlaunch:\\n  timeout: -1|line 4: launch.timeout is -1; give seconds from 0.1 to 600",
                "name: x\\nlaunch:\\n  timeout: .nan|line 4: launch.timeout is .nan",
                "name: x\\nlaunch:\\n  boot_stdin: maybe|line 4: launch.boot_stdin is maybe",
                "name: x\\nlaunch:\\n  stop_timeout: 80\\n  stop_max: 20|line 5: launch.stop_max is 20; that is less than",
                "name: x\\nlaunch:\\n  env:\\n    LD_PRELOAD: /evil|line 5: launch.env sets LD_PRELOAD",
                "name: x\\nlaunch:\\n  env:\\n    JAVA_TOOL_OPTIONS: -x|line 5: launch.env sets JAVA_TOOL_OPTIONS",
                "name: x\\nlaunch:\\n  env:\\n    BASH_ENV: /x|line 5: launch.env sets BASH_ENV",
                "name: x\\nlaunch:\\n  env:\\n    A: b\\n    KITE_PROJECT: /|line 6: launch.env sets KITE_PROJECT",
                "name: x\\nlaunch:\\n  env: {\"A=B\": c}|launch.env has A=B",
                "name: x\\nrestart: on|line 3: restart is on, which YAML reads as true; use always, on-failure, never or kite",
                "name: x\\nrestart: no|line 3: restart is no, which YAML reads as false; use always",
                "name: x\\nrestart: [always]|line 3: restart is [always]; use always",
                "name: x\\nrestart: {policy: maybe}|line 3: restart.policy is maybe; use always",
                "name: x\\nrestart:\\n  delay: 5\\n  max_delay: 1|line 5: restart.max_delay is 1; that is less than",
                "name: x\\nrestart: {jitter: 1.5}|line 3: restart.jitter is 1.5; give a number from 0 to 1",
                "name: x\\nready: soon|line 3: ready is soon; use event, spawn, exit, port or http",
                "name: x\\nready: port|line 3: ready has no port; give ready.port, or set preferred_port",
                "name: x\\nready: {port: 0}|line 3: ready.port is 0",
                "name: x\\nready: {port: 80, path: x}|line 3: ready.path is x; begin with /",
                "name: x\\nready: {port: 80, path: \"/a\\rEvil: b\"}|ready.path is",
                "name: x\\nready: {port: 80, status: 299-200}|line 3: ready.status is 299-200; give one such as 204",
                "name: x\\nwatchdog: 7|line 3: watchdog is 7; write true or false",
                "name: x\\nwatchdog:\\n  health: {url: \"http://192.0.2.1:80/\"}|watchdog.health.url is http://192.0.2.1:80/; only this machine",
                "name: x\\nwatchdog:\\n  health: {url: \"file:///etc/passwd\"}|line 4: watchdog.health.url is file:///etc/passwd",
                "name: x\\nwatchdog:\\n  cpu:\\n    cores: 0|line 5: watchdog.cpu.cores is 0; give a number from 0.01",
                "name: x\\nwatchdog: {dump: KILL}|line 3: watchdog.dump is KILL; use none, quit, usr1 or usr2",
                "name: x\\nlimits: {memory: 5 apples}|line 3: limits.memory is 5 apples; give bytes from 1048576",
                "name: x\\nlimits: {memory: 999999999999999G}|line 3: limits.memory is 999999999999999G",
                "name: x\\nlimits: {pids: -1}|line 3: limits.pids is -1",
                "name: x\\nsandbox: {network: some}|line 3: sandbox.network is some; use none, loopback or full",
                "name: x\\nsandbox: {writable: [\"a\\0b\"]}|sandbox.writable is",
                "name: x\\nlog: {size: 1}|line 3: log.size is 1; give bytes from 65536",
                "name: x\\ntags: {a: b}|line 3: tags is {a=b}; give a list",
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

    @Test
    void howItIsRunAndWatchedCanAllBeSaid() {
        Manifest manifest = read(
                """
                ---
                name: all
                preferred_port: 9000
                restart: {policy: always, delay: 1, factor: 3, max_delay: 30, jitter: 0, healthy: 10, limit: 5}
                ready: {kind: http, path: /up, status: 200-399, interval: 1, on_timeout: restart}
                watchdog:
                  health: {url: "http://localhost:9001", interval: 5, failures: 2}
                  heartbeat: false
                  alive: 20
                  cpu: {for: 60}
                  memory: {grow: 2.0, floor: 32M}
                  silence: 300
                  dump: USR1
                  grace: 0
                limits: {memory: 256M, cpu: 0.5, pids: 64, files: 1024, io_weight: 50, wall_time: 60}
                sandbox: {readable: [lib, /srv/data], writable: [../shared], network: none}
                log: {size: 64K, files: 0, lines_per_second: 10}
                ---
                """);
        assertEquals(
                new RestartPolicy(
                        RestartPolicy.Mode.ALWAYS,
                        Duration.ofSeconds(1),
                        3,
                        Duration.ofSeconds(30),
                        0,
                        Duration.ofSeconds(10),
                        5,
                        Duration.ofMinutes(10)),
                manifest.restart());
        assertEquals(
                new ReadyCheck(
                        ReadyCheck.Kind.HTTP,
                        9000,
                        "/up",
                        200,
                        399,
                        Duration.ofSeconds(1),
                        ReadyCheck.OnTimeout.RESTART),
                manifest.ready());
        WatchSpec watch = manifest.watch();
        assertEquals(new WatchSpec.Health(9001, "/", Duration.ofSeconds(5), Duration.ofSeconds(5), 2), watch.health());
        assertNull(watch.heartbeat());
        assertEquals(Duration.ofSeconds(20), watch.alive());
        assertEquals(0.95, watch.cpuCores());
        assertEquals(32L << 20, watch.memoryFloor());
        assertEquals((long) ((256L << 20) * 0.95), watch.memoryMax(), "before the kernel does");
        assertEquals("USR1", watch.dumpSignal());
        assertEquals(new Limits(50, 256L << 20, 64, 1024, 50, Duration.ofSeconds(60), false), manifest.limits());
        assertEquals(
                new Sandbox(
                        List.of(folder.resolve("lib"), Path.of("/srv/data"), folder),
                        List.of(folder.resolveSibling("shared")),
                        List.of(),
                        Sandbox.Network.NONE,
                        true),
                manifest.sandbox());
        assertEquals(new LogSpec(64 << 10, 0, 10), manifest.log());
        assertEquals(List.of(), manifest.warnings());
    }

    @Test
    void shortFormsMeanTheWholeOnes() {
        assertEquals(
                RestartPolicy.KITE, read("---\nname: x\nrestart: kite\n---\n").restart());
        assertEquals(
                RestartPolicy.NONE, read("---\nname: x\nrestart: NEVER\n---\n").restart());
        assertEquals(
                RestartPolicy.USUAL,
                read("---\nname: x\nrestart: on_failure\n---\n").restart());
        ReadyCheck port =
                read("---\nname: x\npreferred_port: 80\nready: port\n---\n").ready();
        assertEquals(ReadyCheck.Kind.PORT + " 80", port.kind() + " " + port.port());
        assertEquals(
                ReadyCheck.Kind.HTTP,
                read("---\nname: x\nready: {port: 80, path: /}\n---\n").ready().kind());
        assertFalse(read("---\nname: x\nwatchdog: off\n---\n").watch().on());
        assertEquals(
                Sandbox.Network.FULL,
                read("---\nname: x\nsandbox: yes\n---\n").sandbox().network());
        assertEquals(
                "QUIT",
                read("---\nname: x\nruntime: java\nentry: a.jar\n---\n").watch().dumpSignal());
        assertEquals(
                ReadyCheck.Kind.EXIT,
                read("---\nname: x\nready: exit\n---\n").ready().kind());
    }

    @Test
    void whatMeansNothingIsWarnedOfWithItsLine() {
        List<String> warnings =
                read("---\nname: x\nrestart:\n  polcy: never\nready: event\nlaunch: {boot_stdin: false}\nother: {a: b}\n---\n")
                        .warnings();
        assertEquals(2, warnings.size(), warnings::toString);
        assertTrue(warnings.get(0).contains("line 4: restart.polcy means nothing here"), warnings.get(0));
        assertTrue(warnings.get(1).contains("line 5: ready is event, but"), warnings.get(1));
    }

    @Test
    void aBundlesCapabilityHasTheSameKeys() {
        Manifest manifest = ManifestReader.ofBundle(
                Map.of("name", "b", "state", "manual", "depends_on", List.of("a"), "restart", "on-failure"),
                "Bundle x");
        assertEquals("b bundle MANUAL", manifest.name() + " " + manifest.runtime() + " " + manifest.state());
        assertEquals(List.of("a"), manifest.dependsOn());
        assertEquals(RestartPolicy.USUAL, manifest.restart());
        assertEquals(ReadyCheck.Kind.SPAWN, manifest.ready().kind());
        assertEquals(
                RestartPolicy.NONE,
                ManifestReader.ofBundle(Map.of("name", "b"), "Bundle x").restart());
        String message = assertThrows(
                        ManifestException.class,
                        () -> ManifestReader.ofBundle(Map.of("name", "b", "state", "often"), "Bundle x"))
                .getMessage();
        assertEquals("Bundle x: state is often; use enabled, manual or disabled", message);
    }

    @Test
    void discoveryIsReadFromALaunchersManifest() throws Exception {
        Path file = Files.writeString(
                folder.resolve("module.md"),
                "---\nname: launcher\ndiscovery:\n  a: {path: x, max_depth: 2}\n  b: y\n  c: {path: z, enabled: false}\n---\n");
        assertEquals(
                List.of(new Discovery("a", false, Path.of("x"), 2), new Discovery("b", false, Path.of("y"), 3)),
                Discovery.read(file));
        Files.writeString(file, "---\nname: launcher\ndiscovery: {a: {max_depth: 2}}\n---\n");
        assertTrue(assertThrows(ManifestException.class, () -> Discovery.read(file))
                .getMessage()
                .contains("line 3: discovery.a has no path"));
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
