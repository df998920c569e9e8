package dev.osprey.web.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.osprey.tool.ToolException;
import dev.osprey.web.served.Await;
import dev.osprey.web.served.Served.Answer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class RepeatedCallTest extends ServedRest {

    @Test
    void aRepeatedCallIsDoneOnce() {
        String[] key = {"Idempotency-Key", "6f1c"};
        Answer first = served.post(ECHO, "{\"n\":1}", key);
        assertNull(first.header("Idempotent-Replayed"));
        Answer again = served.post(ECHO, "{\"n\":1}", key);
        assertEquals("true", again.header("Idempotent-Replayed"));
        assertEquals(first.status(), again.status());
        assertEquals(first.text(), again.text());
        assertEquals(first.header("Content-Type"), again.header("Content-Type"));
        assertEquals(1, tools.requests.size());
        Answer other = served.post(ECHO, "{\"n\":2}", key);
        assertEquals(422, other.status());
        assertEquals("key_reused", other.object().get("code"));
        assertEquals(
                422, served.post("/api/v1/tools/host.info", "{\"n\":1}", key).status());
        assertEquals(422, served.post(ECHO + "?timeout=3", "{\"n\":1}", key).status());
        assertEquals(
                200,
                served.post(ECHO, "{\"n\":2}", "Idempotency-Key", "6f1c", "As", "bob/ADMIN")
                        .status());
        assertEquals(2, tools.requests.size());
    }

    @Test
    void aCallThatStillRunsIsNotDoneAgain() {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        tools.bodies.put("test.wait", call -> {
            running.countDown();
            return Await.open(go);
        });
        CompletableFuture<Answer> first = CompletableFuture.supplyAsync(
                () -> served.post("/api/v1/tools/test.wait", "{}", "Idempotency-Key", "k"));
        Await.open(running);
        Answer second = served.post("/api/v1/tools/test.wait", "{}", "Idempotency-Key", "k");
        assertEquals(409, second.status());
        assertEquals("1", second.header("Retry-After"));
        go.countDown();
        assertEquals(200, first.join().status());
        assertEquals(
                "true",
                served.post("/api/v1/tools/test.wait", "{}", "Idempotency-Key", "k")
                        .header("Idempotent-Replayed"));
        assertEquals(1, tools.requests.size());
    }

    @Test
    void keysAreForCallsThatBeganAndNotForStreams() {
        tools.bodies.put("refused.once", call -> {
            throw new ToolException(ToolException.BUSY, "Too many", "wait");
        });
        assertEquals(
                429,
                served.post("/api/v1/tools/refused.once", "{}", "Idempotency-Key", "k")
                        .status());
        tools.bodies.put("refused.once", call -> "now");
        assertEquals(
                200,
                served.post("/api/v1/tools/refused.once", "{}", "Idempotency-Key", "k")
                        .status());
        Answer stream = served.post(ECHO, "{}", "Idempotency-Key", "l", "Accept", "text/event-stream");
        assertEquals(400, stream.status());
        assertEquals(400, served.post(ECHO, "{}", "Idempotency-Key", "a b").status());
        assertEquals(
                "HTTP/1.1 400 Bad Request",
                served.raw("POST " + ECHO + " HTTP/1.1\r\nHost: h\r\nAs: a/ADMIN\r\nContent-Length: 0\r\n"
                        + "Idempotency-Key: a\r\nIdempotency-Key: b\r\n\r\n"));
        assertEquals(
                403,
                served.post("/api/v1/tickets", "{}", "Idempotency-Key", "t", "As", "nobody/MODULE")
                        .status());
    }
}
