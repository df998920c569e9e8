package dev.osprey.process.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.osprey.process.KillReport;
import dev.osprey.process.ManagedProcess;
import dev.osprey.process.ProcessExit;
import dev.osprey.process.ProcessSpec;
import dev.osprey.process.Sandbox;
import dev.osprey.process.Sandbox.Network;
import dev.osprey.process.Signal;
import dev.osprey.process.SpawnException;
import dev.osprey.process.SpawnException.Reason;
import dev.osprey.process.table.Await;
import dev.osprey.process.table.RealProcesses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real sandboxes, through the whole way of a spawn. */
class SandboxTest {

    private static final Sandbox CLOSED = new Sandbox(List.of(), List.of(), List.of(), Network.NONE, true);

    @TempDir
    Path home;

    private RealProcesses real;
    private Path work;

    @BeforeEach
    void open() throws IOException {
        Files.createDirectory(home.resolve("secrets"));
        Files.writeString(home.resolve("secrets/token"), "canary");
        Files.createDirectory(home.resolve("run"));
        Files.writeString(home.resolve("run/kernel.sock"), "");
        work = Files.createDirectory(home.resolve("work"));
        real = new RealProcesses(home);
        assumeTrue(
                real.processes().support().by("sandbox").equals("bwrap"),
                () -> "no sandboxes here: " + real.processes().support());
    }

    @AfterEach
    void close() {
        real.close();
    }

    private ProcessSpec spec(Sandbox sandbox, String... argv) {
        return new ProcessSpec("boxed", "tester", List.of(argv), work, Map.of()).in(sandbox);
    }

    /** All that it wrote, then its exit code. */
    private String run(Sandbox sandbox, String script) throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        ManagedProcess process =
                real.processes().spawn(spec(sandbox, "/bin/sh", "-c", script), (stream, line) -> lines.add(line));
        ProcessExit exit = process.exit().toCompletableFuture().get(20, TimeUnit.SECONDS);
        lines.add(String.valueOf(exit.code()));
        return String.join("\n", lines);
    }

    private static Sandbox writable(Path... folders) {
        return new Sandbox(List.of(), List.of(folders), List.of(), Network.NONE, true);
    }

    @Test
    void nothingCanBeChangedButWhatIsNamed() throws Exception {
        assertEquals("no\n0", run(CLOSED, "echo x 2>/dev/null >file || echo no"));
        assertTrue(Files.notExists(work.resolve("file")));
        assertEquals("0", run(writable(work), "echo x >file"));
        assertEquals("x\n", Files.readString(work.resolve("file")));
        assertEquals("no\n0", run(writable(work), "echo x 2>/dev/null >/usr/file || echo no"));
    }

    @Test
    void aReadableFolderInAWritableOneStaysAsItIs() throws Exception {
        Path inner = Files.createDirectory(work.resolve("inner"));
        Sandbox sandbox = new Sandbox(List.of(Path.of("/"), inner), List.of(work), List.of(), Network.NONE, true);
        assertEquals("no\n0", run(sandbox, "echo x >file; echo x 2>/dev/null >inner/file || echo no"));
        assertTrue(Files.exists(work.resolve("file")));
    }

    @Test
    void ospreysSecretsAndSocketsAreNeverThere() throws Exception {
        String look = "ls -A " + home + "/secrets " + home + "/run";
        String empty = home + "/run:\n\n" + home + "/secrets:\n0";
        assertEquals(empty, run(writable(home), look));
        assertEquals(empty, run(new Sandbox(List.of(home), List.of(), List.of(), Network.FULL, true), look));
        assertEquals(empty, run(writable(home.resolve("secrets"), home.resolve("run"), home), look));
        Path link = Files.createSymbolicLink(work.resolve("link"), home.resolve("secrets"));
        assertEquals("0", run(writable(link, home), "ls -A link/"));
    }

    @Test
    void aHiddenFolderLooksEmptyAlsoInsideAWritableOne() throws Exception {
        Path inner = Files.createDirectory(work.resolve("inner"));
        Files.writeString(inner.resolve("file"), "x");
        Sandbox sandbox = new Sandbox(List.of(), List.of(work), List.of(inner), Network.NONE, true);
        assertEquals("0", run(sandbox, "ls -A inner"));
    }

    @Test
    void temporaryFilesAndServicesSocketsAreItsOwn() throws Exception {
        assertEquals("0", run(CLOSED, "ls -A /run; echo x >/tmp/osprey-sandbox-test"));
        assertTrue(Files.notExists(Path.of("/tmp/osprey-sandbox-test")));
    }

    @Test
    void withChosenFoldersNothingElseOfTheHostIsSeen() throws Exception {
        Path other = Files.createDirectory(home.resolve("other"));
        Files.writeString(other.resolve("file"), "seen");
        Sandbox sandbox = new Sandbox(List.of(other), List.of(), List.of(), Network.NONE, true);
        assertEquals(
                "seen\nno\n0",
                run(sandbox, "cat " + other + "/file; echo; ls /root /home /var 2>/dev/null || echo no"));
    }

    @Test
    void itHasNoCapabilitiesAndGetsNoPrivileges() throws Exception {
        String status = run(CLOSED, "grep -E '^(CapEff|CapPrm|NoNewPrivs|Seccomp):' /proc/self/status");
        assertTrue(status.contains("CapEff:\t0000000000000000"), status);
        assertTrue(status.contains("CapPrm:\t0000000000000000"), status);
        assertTrue(status.contains("NoNewPrivs:\t1"), status);
        assertTrue(status.contains("Seccomp:\t2"), status);
    }

    @Test
    void itSeesNoOtherProcesses() throws Exception {
        String others = run(CLOSED, "ls /proc | grep -c '^[0-9]'");
        assertTrue(Integer.parseInt(others.lines().findFirst().orElseThrow()) < 8, others);
    }

    @Test
    void networkIsWhatWasAskedFor() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "there is no bash to open a connection");
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String connect = "exec 2>/dev/null; bash -c 'exec 3<>/dev/tcp/127.0.0.1/" + server.getLocalPort()
                    + "' && echo reached || echo not";
            assertEquals("reached\n0", run(new Sandbox(List.of(), List.of(), List.of(), Network.FULL, true), connect));
            assertEquals("not\n0", run(new Sandbox(List.of(), List.of(), List.of(), Network.LOOPBACK, true), connect));
            assertEquals("not\n0", run(CLOSED, connect));
        }
    }

    @Test
    void withoutNetworkThereIsNoSocketAtAll() throws Exception {
        String python = python();
        String ask = python + " -c 'import socket; socket.socketpair(); socket.socket(socket.AF_INET)' 2>&1 | tail -1";
        assertEquals("PermissionError: [Errno 13] Permission denied\n0", run(CLOSED, ask));
        assertEquals("0", run(new Sandbox(List.of(), List.of(), List.of(), Network.LOOPBACK, true), ask));
    }

    @Test
    void refusedCallsFailAndForbiddenOnesEndTheProcess() throws Exception {
        String call = python() + " -c 'import ctypes,sys; l=ctypes.CDLL(None,use_errno=True); "
                + "print(l.%s, ctypes.get_errno())' 2>&1";
        // unshare(CLONE_NEWUSER), swapoff(0)
        assertEquals("-1 1\n0", run(CLOSED, String.format(call, "unshare(0x10000000)")));
        String ended = run(CLOSED, "exec " + String.format(call, "swapoff(0)"));
        assertEquals("159", ended);
        Sandbox open = new Sandbox(List.of(), List.of(), List.of(), Network.NONE, false);
        assertEquals("-1 1\n0", run(open, String.format(call, "swapoff(0)")));
    }

    @Test
    void aFilteredProcessStillStartsThreadsAndProcesses() throws Exception {
        String work = python() + " -c 'import threading,subprocess; t=threading.Thread(target=lambda: "
                + "print(subprocess.check_output([\"echo\",\"fine\"]).decode().strip())); t.start(); t.join()'";
        assertEquals("fine\n0", run(CLOSED, work));
    }

    @Test
    void aPoliteSignalReachesTheProgramAndItsLastWordsAreHeard() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        ManagedProcess process = real.processes()
                .spawn(
                        spec(
                                CLOSED,
                                "/bin/sh",
                                "-c",
                                "trap 'echo bye; exit 7' TERM; echo up; while :; do sleep 0.02; done 2>/dev/null"),
                        (stream, line) -> lines.add(line));
        Await.until("it is up", () -> lines.contains("up"));
        KillReport report = process.kill(Duration.ofSeconds(10));
        assertEquals(0, report.survivors());
        assertEquals(0, report.forced());
        assertEquals(
                7,
                process.exit().toCompletableFuture().get(20, TimeUnit.SECONDS).code());
        assertTrue(lines.contains("bye"), lines::toString);
    }

    @Test
    void aSingleSignalReachesTheProgramToo() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        ManagedProcess process = real.processes()
                .spawn(
                        spec(CLOSED, "/bin/sh", "-c", "trap 'exit 8' USR1; echo up; while :; do sleep 0.02; done"),
                        (stream, line) -> lines.add(line));
        Await.until("it is up", () -> lines.contains("up"));
        assertTrue(process.signal(Signal.USR1, false) > 0);
        assertEquals(
                8,
                process.exit().toCompletableFuture().get(20, TimeUnit.SECONDS).code());
    }

    @Test
    void aStubbornTreeIsKilledToTheLast() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        ManagedProcess process = real.processes()
                .spawn(
                        spec(
                                CLOSED,
                                "/bin/sh",
                                "-c",
                                "trap '' TERM; (setsid env -i /bin/sleep 1000 &) ; echo up; sleep 1000"),
                        (stream, line) -> lines.add(line));
        Await.until("it is up", () -> lines.contains("up"));
        KillReport report = process.kill(Duration.ofMillis(200));
        assertTrue(report.forced() >= 2, report::toString);
        assertEquals(0, report.survivors());
    }

    @Test
    void whatMakesNoSenseIsRefusedWithAReason() {
        for (Sandbox sandbox : List.of(
                writable(Path.of("/")),
                writable(Path.of("/proc/sys")),
                writable(home.resolve("not-there")),
                new Sandbox(List.of(), List.of(), List.of(Path.of("/dev")), Network.NONE, true))) {
            SpawnException refused = assertThrows(SpawnException.class, () -> real.processes()
                    .spawn(spec(sandbox, "/bin/true"), (stream, line) -> {}));
            assertEquals(Reason.BAD_ARGUMENT, refused.reason(), refused.getMessage());
        }
        ProcessSpec inSecrets = new ProcessSpec("boxed", "tester", List.of("true"), home.resolve("secrets"), Map.of());
        SpawnException refused = assertThrows(
                SpawnException.class, () -> real.processes().spawn(inSecrets.in(CLOSED), (stream, line) -> {}));
        assertEquals(Reason.BAD_ARGUMENT, refused.reason());
        assertFalse(refused.getMessage().isBlank());
    }

    @Test
    void withoutBubblewrapASandboxIsRefusedWithTheRemedy() {
        Bubblewrap none = new Bubblewrap("bwrap-that-nobody-has", home.resolve("run"), List.of());
        assertEquals("none", none.support().by());
        SpawnException refused = assertThrows(SpawnException.class, () -> none.around(spec(CLOSED, "true")));
        assertEquals(Reason.NO_SANDBOX, refused.reason());
        assertTrue(refused.getMessage().contains("apt-get install bubblewrap"), refused.getMessage());
    }

    private static String python() {
        Path system = Path.of("/usr/bin/python3");
        assumeTrue(Files.isExecutable(system), "there is no Python for system calls");
        return system.toString();
    }
}
