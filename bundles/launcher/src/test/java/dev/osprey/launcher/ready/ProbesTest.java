package dev.osprey.launcher.ready;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.module.ReadyCheck;
import dev.osprey.module.ReadyCheck.Kind;
import dev.osprey.module.ReadyCheck.OnTimeout;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProbesTest {

    private static final long ME = ProcessHandle.current().pid();
    private static final List<Long> NOBODY = List.of();

    private Probes probes;

    @BeforeEach
    void open() {
        probes = new Probes();
    }

    @AfterEach
    void close() {
        probes.close();
    }

    private static ServerSocket listen(int port) throws Exception {
        return new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = listen(0)) {
            return socket.getLocalPort();
        }
    }

    private static ReadyCheck check(Kind kind, int port) {
        return new ReadyCheck(kind, port, "/ok?x=1", 200, 299, Duration.ofMillis(20), OnTimeout.WAIT);
    }

    private static void await(Probes.Watch watch, Predicate<String> there) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while ((watch.remark() == null || !there.test(watch.remark())) && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertTrue(watch.remark() != null && there.test(watch.remark()), watch.remark());
    }

    @Test
    void aPortThatOpensMakesReadyOnce() throws Exception {
        int port = freePort();
        CountDownLatch ready = new CountDownLatch(2);
        try (Probes.Watch watch = probes.watch(check(Kind.PORT, port), () -> List.of(ME), ready::countDown)) {
            await(watch, remark -> remark.equals("nobody listens on port " + port));
            try (ServerSocket socket = listen(port)) {
                assertTrue(socket.isBound());
                assertFalse(ready.await(500, TimeUnit.MILLISECONDS));
                assertEquals(1, ready.getCount());
            }
        }
    }

    @Test
    void aPortThatAnotherHadFirstMakesNobodyReady() throws Exception {
        try (ServerSocket taken = listen(0)) {
            CountDownLatch ready = new CountDownLatch(1);
            try (Probes.Watch watch =
                    probes.watch(check(Kind.PORT, taken.getLocalPort()), () -> NOBODY, ready::countDown)) {
                await(watch, remark -> remark.contains("belongs to another process"));
                assertEquals(1, ready.getCount());
            }
        }
    }

    @Test
    void aHelperOutsideTheTreeMayOpenThePortLater() throws Exception {
        int port = freePort();
        CountDownLatch ready = new CountDownLatch(1);
        try (Probes.Watch watch = probes.watch(check(Kind.PORT, port), () -> NOBODY, ready::countDown)) {
            await(watch, remark -> remark.startsWith("nobody"));
            try (ServerSocket socket = listen(port)) {
                assertTrue(socket.isBound());
                assertTrue(ready.await(20, TimeUnit.SECONDS));
            }
        }
    }

    @Test
    void aClosedWatchTellsNothing() throws Exception {
        int port = freePort();
        CountDownLatch ready = new CountDownLatch(1);
        Probes.Watch watch = probes.watch(check(Kind.PORT, port), () -> List.of(ME), ready::countDown);
        await(watch, remark -> remark.startsWith("nobody"));
        watch.close();
        try (ServerSocket socket = listen(port)) {
            assertTrue(socket.isBound());
            assertFalse(ready.await(200, TimeUnit.MILLISECONDS));
        }
    }

    /** Answers each connection with the next of some texts, and returns the first request. */
    private static Thread server(ServerSocket socket, List<String> answers, StringBuffer request) {
        Thread thread = new Thread(
                () -> {
                    try {
                        for (int i = 0; !socket.isClosed(); ) {
                            try (Socket peer = socket.accept()) {
                                BufferedReader in = new BufferedReader(
                                        new InputStreamReader(peer.getInputStream(), StandardCharsets.US_ASCII));
                                String line = in.readLine();
                                while (line != null && !line.isEmpty()) {
                                    request.append(line).append('\n');
                                    line = in.readLine();
                                }
                                if (line != null) {
                                    String answer = answers.get(Math.min(i++, answers.size() - 1));
                                    peer.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                                }
                            }
                        }
                    } catch (java.io.IOException closed) {
                        request.append("");
                    }
                },
                "test-server");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Test
    void anAnswerInTheRangeMakesReadyAndNothingElseDoes() throws Exception {
        try (ServerSocket socket = listen(0)) {
            StringBuffer request = new StringBuffer();
            server(
                    socket,
                    List.of(
                            "HTTP/1.1 503 Not yet\r\n\r\n",
                            "rubbish that is no HTTP\r\n",
                            "HTTP/1.1 302 Found\r\nLocation: http://192.0.2.1/\r\n\r\n",
                            "x".repeat(5_000),
                            "HTTP/1.0 204 No Content\r\n\r\n"),
                    request);
            CountDownLatch ready = new CountDownLatch(1);
            try (Probes.Watch watch =
                    probes.watch(check(Kind.HTTP, socket.getLocalPort()), () -> List.of(ME), ready::countDown)) {
                assertTrue(ready.await(30, TimeUnit.SECONDS), watch.remark());
            }
            assertTrue(request.toString().startsWith("GET /ok?x=1 HTTP/1.1\nHost: 127.0.0.1:"), request.toString());
            assertFalse(request.toString().contains("Authorization"));
        }
    }

    @Test
    void aServerThatNeverAnswersIsLeftAfterAWhile() throws Exception {
        try (ServerSocket mute = listen(0)) {
            long before = System.nanoTime();
            String message = org.junit.jupiter.api.Assertions.assertThrows(
                            java.io.IOException.class, () -> LocalHttp.status(mute.getLocalPort(), "/", 200))
                    .getMessage();
            assertTrue(message.toLowerCase(java.util.Locale.ROOT).contains("time"), message);
            assertTrue(System.nanoTime() > before);
        }
    }
}
