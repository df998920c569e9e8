package dev.osprey.bench.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeneratorTest {

    @ParameterizedTest
    @CsvSource({"1,1,256,true", "1,1,256,false", "4,4,256,false", "1,20,64,false", "1,1,4096,true"})
    void allThatIsSentComesBack(int publishers, int subscribers, int bytes, boolean acks) throws Exception {
        Cell cell = new Cell(publishers, subscribers, bytes, acks);
        try (NullHub hub = new NullHub()) {
            Throughput.Result result = Throughput.run(hub.peer(), cell, Duration.ofMillis(20), Duration.ofMillis(50));
            hub.check();
            assertEquals(0, result.faults());
            assertTrue(result.delivered() > 0);
        }
    }

    @Test
    void anEventHasItsSizeAndItsNumber() {
        String data = Shot.data(3, 256);
        assertEquals(256, data.length());
        Shot shot = new Shot(1, data);
        ByteBuffer out = ByteBuffer.allocate(shot.length());
        shot.put(out, 42);
        byte[] frame = out.array();
        byte[] text = new byte[256];
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) (frame[8 + i] ^ frame[4 + (i & 3)]);
        }
        String plain = new String(text, StandardCharsets.US_ASCII);
        assertTrue(plain.startsWith("{\"n\":\"03:0000000042\",\"pad\":\"xx"), plain);
        assertTrue(plain.endsWith("x\"}"), plain);
    }

    @Test
    void natsMessagesMayBeSplitAnywhere() {
        String payload = Shot.data(0, 64).replace("#".repeat(Shot.DIGITS), "0000000000");
        String stream = "INFO {}\r\n+OK\r\nPONG\r\n+OK\r\nPING\r\nMSG bench 1 64\r\n" + payload
                + "\r\nMSG bench 1 64\r\n" + payload.replace("0000000000", "0000000001") + "\r\n";
        byte[] frame = NullHub.plain(stream);
        for (int cut = 1; cut < frame.length; cut++) {
            Tally tally = new Tally(1);
            Wire.Reader reader = new NatsWire().reader(tally, new Cell(1, 1, 64, false));
            int done = reader.read(frame, 0, cut);
            reader.read(frame, done, frame.length);
            assertEquals(2, tally.delivered, "cut at " + cut);
            assertEquals(1, tally.acked, "cut at " + cut);
            assertEquals(0, tally.faults(), "cut at " + cut);
            assertTrue(reader.answer() != null);
        }
    }

    private static Tally heard(String... messages) {
        Tally tally = new Tally(1);
        Wire.Reader reader = new OspreyWire("-").reader(tally, new Cell(1, 1, 64, false));
        byte[] greeting = NullHub.plain("{\"type\":\"ack\",\"id\":1}");
        assertEquals(greeting.length, reader.read(greeting, 0, greeting.length));
        for (String message : messages) {
            byte[] frame = NullHub.plain(message);
            assertEquals(frame.length, reader.read(frame, 0, frame.length));
        }
        return tally;
    }

    private static String event(long n) {
        return "{\"type\":\"event\",\"event\":\"bench\",\"data\":"
                + Shot.data(0, 64).replace("#".repeat(Shot.DIGITS), String.format("%010d", n)) + ",\"sequence\":7}";
    }

    @Test
    void aBitOfTheDataThatIsWrongIsDamage() {
        String[] messages = new String[16];
        for (int n = 0; n < messages.length; n++) {
            messages[n] = event(n).replace("xxx\"}", n == 15 ? "xyx\"}" : "xxx\"}");
        }
        assertEquals(15, heard(messages).delivered);
        assertEquals(1, heard(messages).damaged);
    }

    @Test
    void dataThatIsCutShortIsDamage() {
        assertEquals(1, heard(event(0).replace("xxx\"}", "\"}").replace(",\"sequence\":7", "")).damaged);
        assertEquals(0, heard(event(0)).faults());
    }

    @Test
    void aGapIsNoticed() {
        assertEquals(1, heard(event(0), "{\"type\":\"gap\",\"reason\":\"overflow\",\"count\":3}").told);
    }

    @Test
    void aTargetIsMetOnItsSide() {
        assertTrue(Target.atLeast(1.3).met(1.3));
        assertEquals("≥ 1.3, NOT MET", Target.atLeast(1.3).say(1.29, 1));
        assertEquals("≤ 1.10, met", Target.atMost(1.1).say(1.1, 2));
        assertEquals("≤ 1.10, NOT MET", Target.atMost(1.1).say(1.101, 2));
    }
}
