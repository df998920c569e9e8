package dev.osprey.watchdog.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real socket for datagrams, which Python has open as systemd would. */
class NotifierTest {

    private static final long SECOND = 1_000_000_000L;
    private static final String LISTENER = "import socket, sys\n"
            + "s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)\n"
            + "name = sys.argv[1]\n"
            + "s.bind('\\0' + name[1:] if name[0] == '@' else name)\n"
            + "print('listening', flush=True)\n"
            + "while True: print(s.recv(4096).decode().replace('\\n', '|'), flush=True)\n";

    @TempDir
    Path folder;

    private Process listener;
    private BufferedReader heard;
    private final List<String> missing = new ArrayList<>(List.of("the endpoint http is not open"));
    private String trouble;
    private long now;

    @AfterEach
    void close() {
        if (listener != null) {
            listener.destroyForcibly().onExit().join();
        }
    }

    private void listen(String name) throws IOException {
        listener = new ProcessBuilder("python3", "-c", LISTENER, name)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        heard = new BufferedReader(new InputStreamReader(listener.getInputStream(), StandardCharsets.UTF_8));
        assertEquals("listening", heard.readLine());
    }

    private Notifier notifier(String name, long micros) {
        return new Notifier(NotifySocket.of(name).orElseThrow(), micros, () -> missing, () -> trouble, () -> now);
    }

    private void pass(Notifier notifier, int seconds) {
        for (int i = 0; i < seconds; i++) {
            now += SECOND;
            notifier.tick();
        }
    }

    @Test
    void systemdHearsOfTheStartOfLifeAndOfTheEnd() throws IOException {
        String socket = folder.resolve("notify").toString();
        listen(socket);
        Notifier notifier = notifier(socket, 20_000_000);
        assertEquals("WATCHDOG_USEC=20000000|WATCHDOG=1", heard.readLine());
        pass(notifier, 1);
        assertEquals("STATUS=Starting: the endpoint http is not open", heard.readLine());
        assertEquals("WATCHDOG=1", heard.readLine());
        missing.clear();
        pass(notifier, 1);
        assertEquals("READY=1|STATUS=Ready", heard.readLine());
        pass(notifier, 30);
        for (int i = 0; i < 3; i++) {
            assertEquals("WATCHDOG=1", heard.readLine());
        }
        notifier.close(true);
        assertEquals("STOPPING=1|STATUS=Stopping", heard.readLine());
    }

    @Test
    void whileTheJvmIsNotWellSystemdHearsOfNoLife() throws IOException {
        String socket = "@osprey-test-" + ProcessHandle.current().pid();
        listen(socket);
        missing.clear();
        Notifier notifier = notifier(socket, 4_000_000);
        pass(notifier, 1);
        trouble = "jvm.deadlock: 2 threads\nwait";
        pass(notifier, 60);
        trouble = null;
        pass(notifier, 1);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            lines.add(heard.readLine());
        }
        assertEquals(
                List.of(
                        "WATCHDOG_USEC=4000000|WATCHDOG=1",
                        "READY=1|STATUS=Ready",
                        "WATCHDOG=1",
                        "STATUS=Not well: jvm.deadlock: 2 threads wait",
                        "STATUS=Ready",
                        "WATCHDOG=1"),
                lines);
    }

    @Test
    void aBundleThatGoesAloneTakesTheWatchOffOsprey() throws IOException {
        String socket = folder.resolve("notify").toString();
        listen(socket);
        Notifier notifier = notifier(socket, 20_000_000);
        notifier.close(false);
        assertEquals("WATCHDOG_USEC=20000000|WATCHDOG=1", heard.readLine());
        assertEquals("WATCHDOG_USEC=0", heard.readLine());
    }

    @Test
    void whoDoesNotWatchIsNotPinged() throws IOException {
        String socket = folder.resolve("notify").toString();
        listen(socket);
        missing.clear();
        Notifier notifier = notifier(socket, 0);
        pass(notifier, 100);
        notifier.close(true);
        assertEquals("READY=1|STATUS=Ready", heard.readLine());
        assertEquals("STOPPING=1|STATUS=Stopping", heard.readLine());
    }

    @Test
    void aSocketThatNobodyReadsBreaksNothing() {
        assertFalse(NotifySocket.of(folder.resolve("nobody").toString())
                .orElseThrow()
                .send("READY=1"));
    }

    @Test
    void withoutSystemdThereIsNothingToTell() {
        assertEquals(Optional.empty(), Systemd.find(Map.of(), List::of, () -> null));
        assertEquals(Optional.empty(), NotifySocket.of("not a path"));
        assertEquals(Optional.empty(), NotifySocket.of("/" + "x".repeat(107)));
        assertTrue(NotifySocket.of("/" + "x".repeat(106)).isPresent());
    }
}
