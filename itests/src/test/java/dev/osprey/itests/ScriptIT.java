package dev.osprey.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The distribution's own script, from outside. */
public class ScriptIT {

    @Rule
    public TemporaryFolder temporary = new TemporaryFolder();

    private Path home;
    private Script script;

    @Before
    public void prepare() {
        home = temporary.getRoot().toPath().resolve("home");
        script = new Script(Script.distribution(), home);
    }

    @After
    public void stop() {
        script.osprey("stop");
    }

    @Test
    public void lifeOfOneInstance() throws IOException {
        assertEquals(3, script.osprey("status").code());
        Script.Result start = script.osprey("start");
        assertEquals(start.out(), 0, start.code());
        Osprey osprey = Osprey.connect(home);
        assertEquals(200, osprey.get("/health/ready", null).statusCode());
        assertTrue(
                start.out(), start.out().contains(osprey.http()) && start.out().contains(osprey.hub()));
        assertFalse("the token is not printed", start.out().contains(osprey.token));

        Script.Result again = script.osprey("start");
        assertEquals(0, again.code());
        assertTrue(again.out(), again.out().contains("runs already"));
        Script.Result status = script.osprey("status");
        assertEquals(0, status.code());
        assertTrue(status.out(), status.out().contains(osprey.http()));

        assertEquals(osprey.token, script.osprey("token").out().trim());
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("secrets/admin.token"))));
        for (Path log : files(home.resolve("logs"))) {
            assertFalse(log + " holds the token", Files.readString(log).contains(osprey.token));
        }

        Script.Result list = script.osprey("shell", "registry:list");
        assertEquals(list.out(), 0, list.code());
        assertTrue(list.out(), list.out().contains("event_hub") && list.out().contains("launcher"));
        assertNotEquals(0, script.osprey("shell", "registry:get no.such.thing").code());
        assertNotEquals(0, script.osprey("shell", "no:such-command").code());

        onlyTheNamedPortsListen(osprey);
        long pid = osprey.endpoints.get("pid").asLong();
        Script.Result stop = script.osprey("stop");
        assertEquals(stop.out(), 0, stop.code());
        assertFalse(ProcessHandle.of(pid).isPresent());
        assertEquals(3, script.osprey("status").code());
    }

    /** The sockets of the process are the three of the endpoint file and nothing else. */
    private static void onlyTheNamedPortsListen(Osprey osprey) throws IOException {
        List<String> listening = Sockets.listening(osprey.endpoints.get("pid").asLong());
        assertEquals(listening.toString(), 3, listening.size());
        for (String address : listening) {
            assertTrue(address, address.startsWith(Sockets.LOOPBACK));
        }
    }

    @Test
    public void twoHomesRunSideBySideAndStopTakesTheChildrenAlong() throws IOException {
        Script other =
                new Script(Script.distribution(), temporary.getRoot().toPath().resolve("other"));
        try {
            dropStubbornModule();
            assertEquals(0, script.osprey("start").code());
            assertEquals(0, other.osprey("start").code());
            Osprey one = Osprey.connect(home);
            Osprey two = Osprey.connect(temporary.getRoot().toPath().resolve("other"));
            assertNotEquals(one.http(), two.http());
            assertNotEquals(one.hub(), two.hub());
            assertNotEquals(one.token, two.token);
            assertEquals(401, two.get("/modules", one.token).statusCode());
            Await.until("the grandchild runs", () -> grandchildren() == 1);
            assertEquals(0, script.osprey("stop").code());
            assertEquals("no child stays", 0, grandchildren());
            assertEquals(200, two.get("/health/ready", null).statusCode());
        } finally {
            other.osprey("stop");
        }
    }

    @Test
    public void whatAKilledOspreyLeftBehindIsEndedByTheNextStart() throws IOException {
        dropStubbornModule();
        assertEquals(0, script.osprey("start").code());
        Await.until("the grandchild runs", () -> grandchildren() == 1);
        ProcessHandle killed = ProcessHandle.of(
                        Osprey.connect(home).endpoints.get("pid").asLong())
                .orElseThrow();
        killed.destroyForcibly();
        killed.onExit().join();
        assertEquals("left behind", 1, grandchildren());
        Files.delete(home.resolve("modules/sleeper/module.md"));
        Script.Result again = script.osprey("start");
        assertEquals(again.out(), 0, again.code());
        Await.until("the leftover is gone", () -> grandchildren() == 0);
    }

    /** A module that ignores a polite end, with a child in a session of its own that does too. */
    private void dropStubbornModule() throws IOException {
        Path module = home.resolve("modules/sleeper");
        Files.createDirectories(module);
        Files.writeString(
                module.resolve("module.md"),
                "---\nname: sleeper\nruntime: binary\nentry: run.sh\nlaunch:\n  timeout: 1\n---\n");
        Files.writeString(
                module.resolve("run.sh"),
                "#!/bin/sh\ntrap '' TERM\nsetsid sh -c 'trap \"\" TERM; while :; do sleep 1; done' osprey-itest-grandchild &\n"
                        + "while :; do sleep 1; done\n");
        module.resolve("run.sh").toFile().setExecutable(true);
    }

    private static long grandchildren() {
        return ProcessHandle.allProcesses()
                .filter(p -> p.info().commandLine().orElse("").contains("osprey-itest-grandchild"))
                .count();
    }

    @Test
    public void startFailsWithTheReason() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Script.Result result =
                    script.run(Map.of("OSPREY_HTTP_PORT", String.valueOf(taken.getLocalPort())), "bin/osprey", "start");
            assertNotEquals(0, result.code());
            assertTrue(result.out(), result.out().contains(taken.getLocalPort() + " (OSPREY_HTTP_PORT) is taken"));
        }
        Script.Result java = script.run(Map.of("JAVA_HOME", "/nowhere"), "bin/osprey", "start");
        assertNotEquals(0, java.code());
        assertTrue(java.out(), java.out().contains("JAVA_HOME"));
        Script.Result home = script.run(Map.of("OSPREY_HOME", "/proc/nowhere"), "bin/osprey", "start");
        assertNotEquals(0, home.code());
        assertEquals("osprey: cannot write to /proc/nowhere; set OSPREY_HOME to a folder of yours\n", home.out());
        for (String port : new String[] {"http", "70000", "-1"}) {
            Script.Result wrong = script.run(Map.of("OSPREY_HUB_PORT", port), "bin/osprey", "start");
            assertEquals(2, wrong.code());
            assertTrue(wrong.out(), wrong.out().contains("OSPREY_HUB_PORT is"));
        }
    }

    @Test
    public void theDistributionHasNoTestsAndSaysSo() {
        Script.Result test = script.osprey("test");
        assertEquals(2, test.code());
        assertTrue(test.out(), test.out().contains("no sources"));
        assertEquals(2, script.osprey("fly").code());
        assertEquals(2, script.osprey("status", "now").code());
        assertEquals(0, script.osprey("help").code());
        assertTrue(script.osprey("start", "--help").out().startsWith("Usage:"));
        assertEquals("--help starts nothing", 3, script.osprey("status").code());
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).collect(Collectors.toList());
        }
    }
}
