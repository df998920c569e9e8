package dev.osprey.web.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.tool.ToolException;
import dev.osprey.web.launcher.LogDoor;
import dev.osprey.web.served.Await;
import dev.osprey.web.served.MemoryAccess;
import dev.osprey.web.served.MemoryRegistry;
import dev.osprey.web.served.MemoryTools;
import dev.osprey.web.served.Served;
import dev.osprey.web.served.Served.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ToolStreamTest {

    private final MemoryTools tools = new MemoryTools();
    private RestServlet rest;
    private Served served;

    @BeforeEach
    void start() {
        MemoryAccess access = new MemoryAccess();
        MemoryRegistry registry = new MemoryRegistry();
        rest = new RestServlet(
                access,
                new Catalogue(tools, registry),
                new Tickets(access, registry),
                tools,
                new Workers(Duration.ofMillis(20)),
                new Watches(access, access, Duration.ofSeconds(15)),
                new LogDoor(access, access, Duration.ofSeconds(15)));
        served = new Served(true).with(rest, "/api/*").start();
    }

    @AfterEach
    void stop() {
        rest.stop();
        served.close();
        tools.close();
    }

    private Answer stream(String tool) {
        return served.post("/api/v1/tools/" + tool, "{}", "Accept", "text/event-stream");
    }

    private static String withoutKeepAlive(String text) {
        return text.replace(":\n\n", "");
    }

    @Test
    void sendsChunksProgressAndResultInOrder() {
        tools.bodies.put("test.count", call -> {
            call.observer.onChunk(Map.of("line", "one\ntwo"));
            call.observer.onProgress(0.5, "half");
            call.observer.onChunk(2);
            return "done";
        });
        Answer answer = stream("test.count");
        assertEquals(200, answer.status());
        assertEquals(
                "text/event-stream;charset=utf-8", answer.header("Content-Type").replace(" ", ""));
        assertEquals(
                "event: chunk\ndata: {\"line\":\"one\\ntwo\"}\n\n"
                        + "event: progress\ndata: {\"done\":0.5,\"message\":\"half\"}\n\n"
                        + "event: chunk\ndata: 2\n\n"
                        + "event: result\ndata: {\"call_id\":\"call-1\",\"result\":\"done\"}\n\n",
                withoutKeepAlive(answer.text()));
    }

    @Test
    void aFailureOnTheWayIsAnErrorEvent() {
        tools.bodies.put("test.fail", call -> {
            call.observer.onChunk(1);
            throw new ToolException(ToolException.CONFLICT, "Not now", "wait");
        });
        String text = withoutKeepAlive(stream("test.fail").text());
        assertTrue(text.startsWith("event: chunk\ndata: 1\n\nevent: error\ndata: {\"type\""), text);
        assertTrue(text.contains("\"code\":\"conflict\"") && text.contains("\"remedy\":\"wait\""), text);
    }

    @Test
    void aCallThatIsRefusedAtOnceHasAPlainStatus() {
        tools.bodies.put("refused.busy", call -> {
            throw new ToolException(ToolException.BUSY, "Too many", "wait");
        });
        assertEquals(429, stream("refused.busy").status());
        assertEquals(404, stream("no.such").status());
    }

    @Test
    void chunksArriveWhileTheToolStillWorks() throws IOException, InterruptedException {
        CountDownLatch read = new CountDownLatch(1);
        tools.bodies.put("test.slow", call -> {
            call.observer.onChunk("first");
            return Await.open(read);
        });
        try (Socket socket = request("test.slow")) {
            skipTo(reader(socket), "data: \"first\"");
            read.countDown();
            skipTo(reader(socket), "data: {\"call_id\":\"call-1\",\"result\":true}");
        }
    }

    @Test
    void aClientThatLeavesCancelsItsCall() throws IOException, InterruptedException {
        CompletableFuture<MemoryTools.Call> started = new CompletableFuture<>();
        tools.bodies.put("test.wait", call -> {
            call.observer.onChunk("here");
            started.complete(call);
            return call.untilCancelled();
        });
        try (Socket socket = request("test.wait")) {
            skipTo(reader(socket), "data: \"here\"");
        }
        assertTrue(started.join().cancelled.await(20, TimeUnit.SECONDS));
    }

    @Test
    void stoppingTheDoorEndsTheCallsAndTellsTheClients() throws IOException {
        tools.bodies.put("test.wait", call -> {
            call.observer.onChunk("here");
            return call.untilCancelled();
        });
        try (Socket socket = request("test.wait")) {
            BufferedReader reader = reader(socket);
            skipTo(reader, "data: \"here\"");
            rest.stop();
            skipTo(reader, "event: error");
            assertTrue(reader.readLine().contains("\"code\":\"cancelled\""));
        }
    }

    private Socket request(String tool) throws IOException {
        Socket socket = new Socket("127.0.0.1", served.port());
        socket.setSoTimeout(20_000);
        socket.getOutputStream()
                .write(("POST /api/v1/tools/" + tool
                                + " HTTP/1.1\r\nHost: h\r\nAs: a/ADMIN\r\nAccept: text/event-stream\r\n"
                                + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static void skipTo(BufferedReader reader, String line) throws IOException {
        for (String next = reader.readLine(); !line.equals(next); next = reader.readLine()) {
            assertTrue(next != null, "the stream ended before " + line);
        }
    }
}
