package dev.osprey.ipc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.ipc.method.Answer;
import dev.osprey.ipc.method.Peer;
import dev.osprey.ipc.wire.Frames;
import dev.osprey.tool.ToolException;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("try") // What is only held open is not looked at.
@Timeout(60)
class TrafficTest {

    private static final int MANY = 10_000;

    @TempDir
    Path folder;

    private final ExecutorService sender = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "osprey-test-sender");
        thread.setDaemon(true);
        return thread;
    });

    @AfterEach
    void stop() {
        sender.shutdownNow();
    }

    private static byte[] pipelined(String method, int count) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            all.write(RawClient.request(i, method, Map.of("n", i)));
        }
        return all.toByteArray();
    }

    private Future<?> send(RawClient client, byte[] bytes) {
        return sender.submit(() -> {
            client.send(bytes);
            return null;
        });
    }

    @Test
    void tenThousandPipelinedRequestsAreAnsweredInOrder() throws IOException {
        try (Leaks leaks = new Leaks();
                TestSocket socket = new TestSocket(folder);
                RawClient client = socket.client()) {
            socket.methods.put("echo", (request, answer) -> answer.value(request.params()));
            send(client, pipelined("echo", MANY));
            for (long i = 0; i < MANY; i++) {
                Map<String, Object> answer = client.next().map();
                assertEquals(i, answer.get("id"));
                assertEquals(Map.of("n", i), answer.get("result"));
            }
        }
    }

    @Test
    void tenThousandSlowRequestsAreAnsweredAllAndTheirNumberIsBounded() throws IOException {
        try (Leaks leaks = new Leaks();
                TestSocket socket = new TestSocket(folder);
                RawClient client = socket.client()) {
            AtomicInteger most = new AtomicInteger();
            Queue<Runnable> open = new ConcurrentLinkedQueue<>();
            socket.methods.put("slow", (request, answer) -> {
                Answer later = request.later();
                Map<String, Object> params = request.params();
                open.add(() -> later.value(params));
                most.accumulateAndGet(open.size(), Math::max);
            });
            send(client, pipelined("slow", MANY));
            Future<?> answering = sender.submit(() -> {
                for (int given = 0; given < MANY; ) {
                    Runnable next = open.poll();
                    if (next == null) {
                        Thread.onSpinWait();
                    } else {
                        next.run();
                        given++;
                    }
                }
            });
            for (long i = 0; i < MANY; i++) {
                assertEquals(i, client.next().map().get("id"));
            }
            assertTrue(most.get() <= 1_024, most + " were open");
            Await.until(answering::isDone);
        }
    }

    @Test
    void whoNeverReadsIsNotReadEitherThenCutOffWhileOthersGoOn() throws IOException {
        IpcSettings settings = new IpcSettings(
                "", 1, 16 << 20, 256, 1_024, 4 << 20, Duration.ofSeconds(1), Duration.ofSeconds(30), Set.of());
        try (Leaks leaks = new Leaks();
                TestSocket socket = new TestSocket(folder, settings, true);
                RawClient lazy = socket.client();
                RawClient other = socket.client()) {
            byte[] large = dev.osprey.ipc.wire.WireWriter.encoded("x".repeat(10_000));
            AtomicInteger asked = new AtomicInteger();
            socket.methods.put("large", (request, answer) -> {
                asked.incrementAndGet();
                answer.encoded(large);
            });
            Future<?> sending = send(lazy, pipelined("large", 200_000));
            Await.until(() -> asked.get() > 100);
            assertEquals("c", other.call("kernel.ping", Map.of()).get("id"));
            Await.until(() -> socket.table.count() == 1);
            assertEquals("c", other.call("kernel.ping", Map.of()).get("id"));
            assertTrue(asked.get() < 1_000, asked + " answers were made for nobody");
            Await.until(sending::isDone);
        }
    }

    @Test
    void whoIsSentTooMuchAndDoesNotReadIsCutOff() throws IOException {
        try (Leaks leaks = new Leaks();
                TestSocket socket = new TestSocket(folder);
                RawClient lazy = socket.client()) {
            lazy.call("kernel.ping", Map.of());
            Peer peer = socket.opened.get(0);
            int sent = 0;
            while (peer.send(Unpooled.wrappedBuffer(RawClient.frame(Frames.EVENT, new byte[60_000])))) {
                sent++;
            }
            assertTrue(sent >= 4 << 20 >> 16 && sent < 200, sent + " were taken");
            Await.until(() -> socket.table.count() == 0);
            Await.until(() -> !peer.open());
            assertFalse(peer.send(Unpooled.wrappedBuffer(new byte[8])));
        }
    }

    @Test
    void whoSendsMuchWaitsForRoomAndLosesNothing()
            throws IOException, ExecutionException, InterruptedException, TimeoutException {
        try (Leaks leaks = new Leaks();
                TestSocket socket = new TestSocket(folder);
                RawClient client = socket.client()) {
            client.call("kernel.ping", Map.of());
            Peer peer = socket.opened.get(0);
            byte[] block = new byte[100_000];
            Future<Boolean> sending = sender.submit(() -> {
                for (int i = 0; i < 1_000; i++) {
                    block[0] = (byte) i;
                    if (!peer.awaitRoom(Duration.ofSeconds(30))
                            || !peer.send(Unpooled.copiedBuffer(RawClient.frame(Frames.CHUNK, block)))) {
                        return false;
                    }
                }
                return true;
            });
            for (int i = 0; i < 1_000; i++) {
                assertEquals((byte) i, client.next().body()[0]);
            }
            assertTrue(sending.get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void whoWaitsForRoomIsFreedWhenThePeerGoes()
            throws IOException, ExecutionException, InterruptedException, TimeoutException {
        try (TestSocket socket = new TestSocket(folder);
                RawClient client = socket.client()) {
            client.call("kernel.ping", Map.of());
            Peer peer = socket.opened.get(0);
            CountDownLatch full = new CountDownLatch(1);
            Future<Boolean> waiting = sender.submit(() -> {
                while (peer.writable()) {
                    peer.send(Unpooled.wrappedBuffer(new byte[100_000]));
                }
                full.countDown();
                return peer.awaitRoom(Duration.ofSeconds(50));
            });
            assertTrue(full.await(20, TimeUnit.SECONDS));
            client.close();
            assertFalse(waiting.get(20, TimeUnit.SECONDS));
            Await.until(() -> socket.closed.contains(peer));
        }
    }

    @Test
    void whatAMethodSendsKeepsItsPlaceAmongAnswers() throws IOException {
        try (TestSocket socket = new TestSocket(folder);
                RawClient client = socket.client()) {
            socket.methods.put("event", (request, answer) -> {
                request.peer().send(Unpooled.wrappedBuffer(RawClient.frame(Frames.EVENT, new byte[] {1})));
                answer.value(true);
            });
            client.send(pipelined("event", 100));
            for (long i = 0; i < 100; i++) {
                assertEquals(Frames.EVENT, client.next().type());
                assertEquals(i, client.next().map().get("id"));
            }
        }
    }

    @Test
    void eventAndAnswerOfAnotherThreadKeepTheirOrder() throws IOException {
        try (TestSocket socket = new TestSocket(folder);
                RawClient client = socket.client()) {
            socket.methods.put("event", (request, answer) -> {
                Answer later = request.later();
                Peer peer = request.peer();
                sender.execute(() -> {
                    peer.send(Unpooled.wrappedBuffer(RawClient.frame(Frames.EVENT, new byte[] {1})));
                    later.value(true);
                });
            });
            for (int i = 0; i < 100; i++) {
                client.send(RawClient.request(i, "event", null));
                assertEquals(Frames.EVENT, client.next().type());
                assertEquals(Frames.RESPONSE, client.next().type());
            }
        }
    }

    @Test
    void halfAFrameAndAnEndHarmNobody() throws IOException {
        try (TestSocket socket = new TestSocket(folder);
                RawClient other = socket.client()) {
            byte[] request = RawClient.request(1, "kernel.ping", Map.of());
            for (int i = 1; i < request.length; i += 5) {
                try (RawClient client = socket.client()) {
                    client.send(java.util.Arrays.copyOf(request, i));
                    client.finish();
                    assertTrue(client.ended());
                }
            }
            assertEquals("c", other.call("kernel.ping", Map.of()).get("id"));
            Await.until(() -> socket.table.count() == 1);
        }
    }

    @Test
    void aFrameOfManyMegabytesArrives() throws IOException {
        try (TestSocket socket = new TestSocket(folder);
                RawClient client = socket.client()) {
            socket.methods.put(
                    "size",
                    (request, answer) -> answer.value(((byte[]) request.params().get("b")).length));
            send(client, RawClient.request(1, "size", Map.of("b", new byte[15 << 20])));
            assertEquals((long) (15 << 20), client.next().map().get("result"));
        }
    }

    @Test
    void anyIdComesBackAsItsBytes() throws IOException {
        try (TestSocket socket = new TestSocket(folder);
                RawClient client = socket.client()) {
            for (String id :
                    List.of("cf0000000000000001", "81a16101", "ca3fc00000", "d7000000000000000000", "d90161", "c0")) {
                byte[] raw = HexFormat.of().parseHex(id);
                for (String method : List.of("kernel.ping", "no.such")) {
                    client.send(RawClient.frame(
                            Frames.REQUEST,
                            new dev.osprey.ipc.wire.WireWriter(8)
                                    .map(2)
                                    .text("id")
                                    .raw(raw)
                                    .text("method")
                                    .text(method)
                                    .copy()));
                    String body = HexFormat.of().formatHex(client.next().body());
                    assertTrue(body.startsWith("de0003a26964" + id + "a6726573756c74"), body);
                }
            }
        }
    }

    @Test
    void failuresOfMethodsAreAnsweredAndTellNoDetail() throws IOException {
        try (TestSocket socket = new TestSocket(folder);
                RawClient client = socket.client()) {
            socket.methods.put("bad", (request, answer) -> {
                throw new IllegalStateException("a secret");
            });
            socket.methods.put("silent", (request, answer) -> {});
            socket.methods.put("tool", (request, answer) -> {
                throw new ToolException(ToolException.CONFLICT, "It runs", "Stop it");
            });
            socket.methods.put("strange", (request, answer) -> answer.value(new Object()));
            socket.methods.put("twice", (request, answer) -> {
                answer.value(1);
                answer.error("no");
            });
            for (String method : List.of("bad", "silent", "strange")) {
                assertEquals(
                        "The method has failed; the log has the detail",
                        client.call(method, null).get("error"));
            }
            assertEquals("It runs", client.call("tool", null).get("error"));
            assertEquals(1L, client.call("twice", null).get("result"));
            assertEquals("c", client.call("kernel.ping", null).get("id"));
        }
    }

    @Test
    void parametersThatCannotBeReadEndTheConnection() throws IOException {
        try (TestSocket socket = new TestSocket(folder);
                RawClient client = socket.client()) {
            socket.methods.put("echo", (request, answer) -> answer.value(request.params()));
            // {method: "echo", params: {{}: 1}}
            client.send(RawClient.frame(
                    Frames.REQUEST, HexFormat.of().parseHex("82a66d6574686f64a46563686fa6706172616d7381de000001")));
            assertTrue(client.ended());
        }
    }

    @Test
    void theFallBackServesTheSameAndTrustsNobody() throws IOException {
        try (Leaks leaks = new Leaks();
                TestSocket socket = new TestSocket(folder, TestSocket.settings(), false);
                RawClient client = socket.client()) {
            assertEquals("c", client.call("kernel.ping", Map.of()).get("id"));
            assertTrue(((String) client.call("no.such", null).get("error")).contains("identify"));
            assertEquals(
                    "identified",
                    ((Map<?, ?>) client.call("identify", Map.of("token", "ann-admin"))
                                    .get("result"))
                            .get("status"));
            socket.methods.put("echo", (request, answer) -> answer.value(request.params()));
            send(client, pipelined("echo", MANY));
            for (long i = 0; i < MANY; i++) {
                assertEquals(i, client.next().map().get("id"));
            }
        }
    }
}
