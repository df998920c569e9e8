package dev.osprey.watchdog.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.osprey.watchdog.check.AnswerCheck.HealthTimes;
import dev.osprey.watchdog.check.Look.Level;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnswerCheckTest {

    private static final long SECOND = 1_000_000_000L;
    private static final Executor HERE = Runnable::run;

    private final List<AutoCloseable> toClose = new ArrayList<>();
    private final AtomicInteger status = new AtomicInteger(200);
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicReference<Map<String, List<String>>> headers = new AtomicReference<>();
    private long now;

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : toClose) {
            one.close();
        }
    }

    private int server() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/health", exchange -> {
            asked.incrementAndGet();
            headers.set(Map.copyOf(exchange.getRequestHeaders()));
            byte[] body = "{\"status\":\"x\"}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status.get(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        toClose.add(() -> server.stop(0));
        return server.getAddress().getPort();
    }

    private static AnswerCheck check(String api, Duration timeout, Executor crew) {
        AnswerCheck check = new AnswerCheck(
                null,
                new HealthTimes(Duration.ofSeconds(15), timeout, 3),
                () -> Map.of("api_endpoint", api, "health_endpoint", "/health"),
                crew);
        check.begin(0);
        return check;
    }

    private AnswerCheck check(int port) {
        return check("http://127.0.0.1:" + port, Duration.ofSeconds(5), HERE);
    }

    /** Asks, and takes the answer. */
    private Look round(AnswerCheck check) {
        check.look(now);
        now += 15 * SECOND;
        return check.look(now - 1);
    }

    @Test
    void whoAnswersWithTwoHundredIsWell() throws IOException {
        assertEquals(Look.GOOD, round(check(server())));
    }

    @Test
    void noCredentialGoesWithTheQuestion() throws IOException {
        round(check(server()));
        assertFalse(headers.get().containsKey("Authorization"));
        assertFalse(headers.get().containsKey("Cookie"));
    }

    @Test
    void onlyThreeFailuresInARowCount() throws IOException {
        AnswerCheck check = check(server());
        status.set(500);
        assertEquals(Level.SUSPECT, round(check).level());
        assertEquals(Level.SUSPECT, round(check).level());
        status.set(200);
        assertEquals(Level.GOOD, round(check).level());
        status.set(503);
        assertEquals(Level.SUSPECT, round(check).level());
        assertEquals(Level.SUSPECT, round(check).level());
        Look third = round(check);
        assertEquals(Level.BAD, third.level());
        assertEquals(3, third.failures());
        assertTrue(third.reason().endsWith("answered 503"), third.reason());
        assertTrue(third.detail().contains("\"status\""), third.detail());
    }

    @Test
    void aRedirectIsNotFollowedAndNotGood() throws IOException {
        AnswerCheck check = check(server());
        status.set(302);
        assertEquals(Level.SUSPECT, round(check).level());
        assertEquals(1, asked.get());
    }

    @Test
    void itIsAskedOnceWithinTheInterval() throws IOException {
        AnswerCheck check = check(server());
        for (long second = 0; second < 15; second++) {
            check.look(second * SECOND);
        }
        assertEquals(1, asked.get());
        check.look(15 * SECOND);
        assertEquals(2, asked.get());
    }

    @Test
    void whoAcceptsAndSaysNothingFails() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            AnswerCheck check = check("http://127.0.0.1:" + silent.getLocalPort(), Duration.ofMillis(100), HERE);
            Look look = round(check);
            assertEquals(Level.SUSPECT, look.level());
            assertTrue(look.reason().contains("did not answer within"), look.reason());
        }
    }

    @Test
    void whoSendsAByteNowAndThenDoesNotHoldTheThread() throws Exception {
        ServerSocket slow = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        toClose.add(slow);
        AtomicBoolean cut = new AtomicBoolean();
        Thread drip = new Thread(() -> cut.set(drip(slow)), "drip");
        drip.setDaemon(true);
        drip.start();
        AnswerCheck check = check("http://127.0.0.1:" + slow.getLocalPort(), Duration.ofMillis(200), HERE);
        assertEquals(Level.SUSPECT, round(check).level());
        drip.join();
        assertTrue(cut.get(), "it was listened to until its end");
    }

    /** Says for half a minute that it will say something. @return whether the other side had enough of it */
    private static boolean drip(ServerSocket server) {
        try (Socket socket = server.accept()) {
            InputStream in = socket.getInputStream();
            socket.setSoTimeout(20);
            for (int i = 0; i < 1_500; i++) {
                socket.getOutputStream().write('H');
                waitAMoment(in);
            }
            return false;
        } catch (IOException gone) {
            return true;
        }
    }

    /** A read that runs into its time. */
    private static void waitAMoment(InputStream in) throws IOException {
        try {
            in.read();
        } catch (java.net.SocketTimeoutException expected) {
            assertTrue(expected.bytesTransferred == 0);
        }
    }

    @Test
    void whoKeepsTheConnectionOpenIsWellAsSoonAsItsAnswerIsThere() throws Exception {
        ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        toClose.add(server);
        Thread thread = new Thread(
                () -> {
                    try {
                        Socket socket = server.accept();
                        toClose.add(socket);
                        socket.getOutputStream()
                                .write("HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n"
                                        .getBytes(StandardCharsets.US_ASCII));
                    } catch (IOException closed) {
                        assertTrue(server.isClosed());
                    }
                },
                "keeper");
        thread.setDaemon(true);
        thread.start();
        // Waited for until the end of time it would never be.
        assertEquals(Look.GOOD, round(check("http://127.0.0.1:" + server.getLocalPort(), Duration.ofHours(1), HERE)));
    }

    @Test
    void whoRefusesFails() throws IOException {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        assertEquals(Level.SUSPECT, round(check(port)).level());
        Look byName = round(check("http://localhost:" + port, Duration.ofSeconds(5), HERE));
        assertEquals(Level.UNKNOWN, byName.level());
        assertTrue(byName.reason().contains("::1"), byName.reason());
    }

    @Test
    void whoNamesAForeignAddressIsNotAsked() {
        Look look = round(check("http://192.0.2.1:80", Duration.ofSeconds(5), HERE));
        assertEquals(Level.UNKNOWN, look.level());
        assertEquals(HealthAddress.REFUSED, look.reason());
    }

    @Test
    void aFailureWhileTheJvmStoodStillDoesNotCount() throws IOException {
        List<Runnable> waiting = new ArrayList<>();
        status.set(500);
        AnswerCheck check = check("http://127.0.0.1:" + server(), Duration.ofSeconds(5), waiting::add);
        check.look(0);
        check.stoodStill();
        waiting.remove(0).run();
        assertEquals(Level.UNKNOWN, check.look(1).level());
        check.look(15 * SECOND);
        waiting.remove(0).run();
        assertEquals(Level.SUSPECT, check.look(16 * SECOND).level());
    }

    @Test
    void whatWasBeforeDoesNotCountOnceItBeginsAnew() throws IOException {
        AnswerCheck check = check(server());
        status.set(500);
        round(check);
        round(check);
        check.begin(now);
        assertNull(check.look(now).reason());
        assertEquals(1, round(check).failures());
    }
}
