package dev.osprey.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** permessage-deflate between raw sockets and the hub. */
@Timeout(60)
class DeflateTest {

    private static final int MAX = 64 << 10;
    private static final byte[] PING = Bytes.utf8("{\"type\":\"ping\",\"p\":\"abcabcabcabcabc\"}");
    private static final String PONG = "{\"type\":\"pong\"}";
    private static final String LONG = "\"" + "long and longer ".repeat(40) + "\"";

    private static Leaks leaks;
    private static TestHub hub;
    private RawClient client;

    @BeforeAll
    static void start() throws IOException {
        leaks = new Leaks();
        TestHub.Settings settings = new TestHub.Settings();
        settings.compression = true;
        settings.maxFrame = MAX;
        hub = new TestHub(settings.build());
    }

    @AfterAll
    static void stop() {
        hub.close();
        leaks.close();
    }

    @BeforeEach
    void connect() throws IOException {
        client = packed("m", "osprey");
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
        Await.until(() -> hub.peers.count() == 0);
    }

    private static RawClient packed(String name, String protocol) throws IOException {
        return connect(name, protocol, Map.of("Sec-WebSocket-Extensions", Zip.OFFER));
    }

    private static RawClient connect(String name, String protocol, Map<String, String> headers) throws IOException {
        Map<String, String> all = new java.util.HashMap<>(headers);
        all.put("Sec-WebSocket-Protocol", protocol + ", bearer." + name + "-module");
        return RawClient.ask(hub, "/ws", all);
    }

    private void assertAnswered() throws IOException {
        assertEquals(PONG, client.readText());
    }

    // What is agreed

    @Test
    void offerIsAcceptedWithoutContext() throws IOException {
        assertTrue(
                client.head()
                        .contains("\r\nSec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover;"
                                + " client_no_context_takeover\r\n"),
                client.head());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "permessage-deflate; server_max_window_bits=9"})
    void clientThatOffersNothingFitSpeaksUncompressed(String offer) throws IOException {
        try (RawClient plain =
                connect("n", "osprey", offer.isEmpty() ? Map.of() : Map.of("Sec-WebSocket-Extensions", offer))) {
            assertEquals(101, plain.status());
            assertFalse(plain.head().contains("Extensions"), plain.head());
            plain.write(RawClient.frame(0x81, PING));
            assertEquals(PONG, plain.readText());
            plain.write(RawClient.frame(0xc1, Zip.deflate(PING)));
            assertEquals(1002, plain.readClose());
        }
    }

    @Test
    void nothingIsAgreedUnlessItIsConfigured() throws IOException {
        try (TestHub other = new TestHub();
                RawClient plain =
                        RawClient.ask(other, "/ws?token=m-module", Map.of("Sec-WebSocket-Extensions", Zip.OFFER))) {
            assertFalse(plain.head().contains("Extensions"), plain.head());
            plain.write(RawClient.frame(0xc1, Zip.deflate(PING)));
            assertEquals(1002, plain.readClose());
        }
    }

    // What comes in

    @Test
    void messageIsInflatedWhereverAReadEnds() throws IOException {
        for (byte one : RawClient.frame(0xc1, Zip.deflate(PING))) {
            client.write(new byte[] {one});
        }
        assertAnswered();
        client.write(RawClient.frame(0x81, PING));
        assertAnswered();
    }

    @Test
    void fragmentsAreGatheredAsTheyComeWithPingsInBetween() throws IOException {
        byte[] packed = Zip.deflate(PING);
        for (int cut = 0; cut <= packed.length; cut++) {
            client.write(RawClient.frame(0x41, Arrays.copyOfRange(packed, 0, cut)));
            client.write(RawClient.frame(0x89, Bytes.utf8("one")));
            client.write(RawClient.frame(0x00, new byte[0]));
            client.write(RawClient.frame(0x80, Arrays.copyOfRange(packed, cut, packed.length)));
            assertEquals("one", client.read().text());
            assertAnswered();
        }
        client.write(RawClient.frame(0x01, Arrays.copyOfRange(PING, 0, 5)));
        client.write(RawClient.frame(0x80, Arrays.copyOfRange(PING, 5, PING.length)));
        assertAnswered();
    }

    @ParameterizedTest
    @ValueSource(ints = {0xc8, 0xc9, 0xca, 0xa1, 0x91, 0xe1, 0xd1, 0xf1, 0xc0, 0x40, 0xc3})
    void reservedBitElsewhereIsAnError(int first) throws IOException {
        client.write(RawClient.frame(0xc1, Zip.deflate(PING)));
        client.write(RawClient.frame(first, new byte[0]));
        assertAnswered();
        assertEquals(1002, client.readClose());
    }

    @ParameterizedTest
    @ValueSource(ints = {0xc0, 0x40})
    void reservedBitInAContinuationIsAnError(int first) throws IOException {
        client.write(RawClient.frame(0x41, new byte[] {0}));
        client.write(RawClient.frame(first, new byte[] {0}));
        assertEquals(1002, client.readClose());
    }

    @Test
    void emptyAndBinaryMessagesAreRefusedAsUncompressedOnesAre() throws IOException {
        client.write(RawClient.frame(0xc1, new byte[] {0}));
        assertTrue(client.readText().contains("\"bad_frame\""));
        client.write(RawClient.frame(0xc2, Zip.deflate(PING)));
        assertTrue(client.readText().contains("A binary message"));
        client.write(RawClient.frame(0xc1, Zip.deflate(PING)));
        assertAnswered();
    }

    @Test
    void bombIsPassedOver() throws IOException {
        byte[] bomb = Zip.deflate(new byte[60 << 20]);
        assertTrue(bomb.length < MAX, bomb.length + " bytes");
        client.write(RawClient.frame(0xc1, bomb));
        String error = client.readText();
        assertTrue(error.contains("\"too_large\"") && error.contains("The message inflated is over"), error);
        client.write(RawClient.frame(0xc1, Zip.deflate(PING)));
        assertAnswered();
    }

    @Test
    void limitHoldsForWhatComesAndForWhatItBecomes() throws IOException {
        byte[] noise = new byte[MAX + 1];
        new java.util.Random(5).nextBytes(noise);
        client.write(RawClient.frame(0xc1, noise));
        assertTrue(client.readText().contains("The message of " + noise.length + " bytes is over"));
        client.write(RawClient.frame(0x41, Arrays.copyOf(noise, MAX)));
        client.write(RawClient.frame(0x80, Arrays.copyOf(noise, 10)));
        assertTrue(client.readText().contains("The message of " + (MAX + 10) + " bytes is over"));
        String most = "{\"type\":\"ping\",\"p\":\"\"}";
        byte[] exactly = Bytes.utf8(most.replace("\"\"", "\"" + "x".repeat(MAX - most.length()) + "\""));
        assertEquals(MAX, exactly.length);
        client.write(RawClient.frame(0xc1, Zip.deflate(exactly)));
        assertAnswered();
        client.write(RawClient.frame(0xc1, Zip.deflate(Arrays.copyOf(exactly, MAX + 1))));
        assertTrue(client.readText().contains("\"too_large\""));
    }

    @Test
    void corruptMessageEndsTheConnectionAfterWhatCameBefore() throws IOException {
        byte[] cutOff = Arrays.copyOf(Zip.deflate(PING), 9);
        for (byte[] corrupt : new byte[][] {{(byte) 0xff}, Bytes.utf8("not compressed"), cutOff}) {
            try (RawClient other = packed("n", "osprey")) {
                other.write(RawClient.frame(0xc1, Zip.deflate(PING)));
                other.write(RawClient.frame(0xc1, corrupt));
                other.write(RawClient.frame(0x81, PING));
                assertEquals(PONG, other.readText());
                assertEquals(1007, other.readClose());
            }
        }
    }

    // What goes out

    private static void subscribe(RawClient to, String members) throws IOException {
        to.write(RawClient.frame(
                0x81, Bytes.utf8("{\"type\":\"subscribe\",\"events\":[\"d.>\"],\"id\":1" + members + "}")));
        assertEquals("{\"type\":\"ack\",\"id\":1}", to.readText());
    }

    private void publish(String id, String data) throws IOException {
        client.write(RawClient.frame(
                0xc1,
                Zip.deflate(Bytes.utf8(
                        "{\"type\":\"event\",\"event\":\"d.e\",\"event_id\":\"" + id + "\",\"data\":" + data + "}"))));
        assertEquals("{\"type\":\"ack\",\"event_id\":\"" + id + "\"}", client.readText());
    }

    @Test
    void everyClientGetsTheSameEventsHoweverItSpeaks() throws IOException {
        List<RawClient[]> pairs = new ArrayList<>();
        for (String protocol : new String[] {"osprey", "cloudevents.json"}) {
            for (String terms :
                    new String[] {"", ",\"name\":\"n\"", ",\"policy\":\"latest\"", ",\"policy\":\"drop-oldest\""}) {
                RawClient[] pair = {
                    connect("plain", protocol, Map.of()), packed("one", protocol), packed("two", protocol)
                };
                for (RawClient each : pair) {
                    subscribe(each, terms);
                }
                pairs.add(pair);
            }
        }
        int events = 60;
        for (int i = 0; i < events; i++) {
            publish("id" + hub.stats.routed.sum(), i % 3 == 0 ? "{}" : "{\"n\":" + i + ",\"t\":" + LONG + "}");
        }
        for (RawClient[] pair : pairs) {
            for (int i = 0; i < events; i++) {
                String plain = pair[0].readText();
                for (int k = 1; k < pair.length; k++) {
                    RawClient.Received packed = pair[k].read();
                    assertEquals(plain.length() < Packer.LEAST ? 0x81 : 0xc1, packed.first(), plain);
                    assertEquals(plain, Zip.text(packed));
                }
            }
            for (RawClient each : pair) {
                each.close();
            }
        }
    }

    @Test
    void subscriptionsOfOneTongueShareTheirFrames() {
        TextBatch batch = new TextBatch(
                "d.e",
                "{\"type\":\"event\",\"event_id\":\"i\",\"event\":\"d.e\",\"source\":\"s\",\"timestamp\":0,\"data\":{}}");
        PlainDialect plain = new PlainDialect();
        Hub shared = new Hub(null, null, null, null, null, null, null, null, plain, null, null, null, null, hub.annex);
        Terms own = new Terms(null, Policy.DISCONNECT, null, 1, 1);
        for (Tongue tongue : Tongue.values()) {
            byte[] one = tongue.speech(true).dialect(own, shared).frames(batch).array();
            assertSame(
                    one, tongue.speech(true).dialect(own, shared).frames(batch).array());
        }
    }

    @Test
    void retainedEventComesBeforeTheLiveOnes() throws IOException {
        client.text("{\"type\":\"event\",\"event\":\"d.r\",\"retain\":true,\"data\":{\"t\":" + LONG + "}}");
        assertTrue(client.readText().contains("ack"));
        try (RawClient late = packed("late", "osprey")) {
            subscribe(late, "");
            assertTrue(Zip.text(late.read()).contains("\"d.r\""));
            publish("live-1", LONG);
            RawClient.Received event = late.read();
            assertEquals(0xc1, event.first());
            assertTrue(Zip.text(event).contains("live-1"));
        }
    }

    /** They are compressed in portions, so that the loop's other connections have their turn. */
    @Test
    @Timeout(25)
    void manyLongEventsThatWaitGoOutWithoutAPause() throws IOException {
        int events = 200;
        String data = "\"" + "x".repeat(MAX - 200) + "\"";
        for (int i = 0; i < events; i++) {
            client.text("{\"type\":\"event\",\"event\":\"many.e" + i + "\",\"retain\":true,\"data\":" + data + "}");
            assertTrue(client.readText().contains("ack"));
        }
        client.text("{\"type\":\"subscribe\",\"events\":[\"many.>\"]}");
        for (int i = 0; i < events; i++) {
            assertTrue(Zip.text(client.read()).contains(data));
        }
        for (int i = 0; i < events; i++) {
            client.text("{\"type\":\"event\",\"event\":\"many.e" + i + "\",\"retain\":true,\"data\":null}");
            assertTrue(client.readText().contains("ack"));
        }
    }

    @Test
    void clientIsNotCutOffForBeingFasterThanTheCompression() throws Exception {
        int events = 80_000;
        byte[] event = RawClient.frame(
                0x81, Bytes.utf8("{\"type\":\"event\",\"event\":\"d.e\",\"data\":[" + LONG + "," + LONG + "]}"));
        java.io.ByteArrayOutputStream batch = new java.io.ByteArrayOutputStream();
        for (int i = 0; i < 100; i++) {
            batch.writeBytes(event);
        }
        try (RawClient publisher = RawClient.open(hub, "pub-module")) {
            subscribe(client, ",\"policy\":\"block\"");
            CompletableFuture<Void> published = CompletableFuture.runAsync(() -> {
                try {
                    for (int i = 0; i < events / 100; i++) {
                        publisher.write(batch.toByteArray());
                    }
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            CompletableFuture<Void> acknowledged = CompletableFuture.runAsync(() -> {
                try {
                    for (int i = 0; i < events; i++) {
                        publisher.read();
                    }
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            int packed = 0;
            for (int i = 0; i < events; i++) {
                RawClient.Received frame = client.read();
                assertTrue(frame.first() == 0x81 || frame.first() == 0xc1, () -> "after events: " + frame);
                packed += frame.first() == 0xc1 ? 1 : 0;
            }
            assertTrue(packed > 0);
            published.get(20, TimeUnit.SECONDS);
            acknowledged.get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void clientThatOthersWroteCompressesToo() throws IOException {
        String program = String.join(
                "\n",
                "import asyncio, json, sys, websockets",
                "async def main():",
                "    async with websockets.connect(sys.argv[1], subprotocols=['osprey', 'bearer.py-module']) as hub:",
                "        assert 'PerMessageDeflate' in str(hub.extensions), hub.extensions",
                "        await hub.send(json.dumps({'type': 'subscribe', 'events': ['py.>'], 'id': 1}))",
                "        assert json.loads(await hub.recv()) == {'type': 'ack', 'id': 1}",
                "        for n in range(50):",
                "            data = {'n': n, 'text': 'over and over ' * n}",
                "            await hub.send(json.dumps({'type': 'event', 'event': 'py.e', 'echo': True, 'data': data}))",
                "            frames = [json.loads(await hub.recv()) for _ in range(2)]",
                "            event = next(f for f in frames if f['type'] == 'event')",
                "            assert event['data'] == data, event",
                "    print('heard all')",
                "asyncio.run(main())");
        String python = Stream.of("python3", "/usr/bin/python3")
                .filter(each -> run(each, "-c", "import websockets").isEmpty())
                .findFirst()
                .orElse(null);
        assumeTrue(python != null, "Left out: this host has no python3-websockets");
        assertEquals("heard all", run(python, "-c", program, "ws://127.0.0.1:" + hub.port() + "/ws"));
    }

    /** What a program says, errors included. */
    private static String run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return said.strip() + (process.waitFor() == 0 || !said.isBlank() ? "" : "failed");
        } catch (IOException e) {
            return e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    void nativeMemoryIsGivenBackWhenTheHubStops() throws Exception {
        TestHub.Settings settings = new TestHub.Settings();
        settings.compression = true;
        settings.threads = 1;
        List<LoopMemory> loops = new ArrayList<>();
        try (TestHub other = new TestHub(settings.build());
                RawClient one =
                        RawClient.ask(other, "/ws?token=m-module", Map.of("Sec-WebSocket-Extensions", Zip.OFFER))) {
            one.write(RawClient.frame(0xc1, Zip.deflate(PING)));
            assertEquals(PONG, one.readText());
            CompletableFuture<LoopMemory> memory = new CompletableFuture<>();
            other.peers.all().get(0).run(() -> memory.complete(LoopMemory.get()));
            loops.add(memory.get(20, TimeUnit.SECONDS));
        }
        Bytes frame = new Bytes(16);
        WsFrames.frame(frame, WsFrames.TEXT, new byte[1_000]);
        assertThrows(
                NullPointerException.class, () -> loops.get(0).packer().pack(Unpooled.wrappedBuffer(frame.copy())));
        assertThrows(NullPointerException.class, () -> loops.get(0).unpacker().unpack(new byte[1], 0, 1, 1));
    }
}
