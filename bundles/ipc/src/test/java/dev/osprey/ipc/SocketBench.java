package dev.osprey.ipc;

import dev.osprey.ipc.method.Request;
import dev.osprey.ipc.wire.Frames;
import dev.osprey.ipc.wire.WireWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The door alone, for a driver in a JVM of its own. Not a test: it runs until it is killed. */
final class SocketBench {

    private static final int CHUNK = 256 << 10;

    private SocketBench() {}

    /** @param arguments the folder for the socket */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        TestSocket socket = new TestSocket(Files.createDirectories(Path.of(arguments[0])));
        byte[] devices = WireWriter.encoded(List.of(device("a"), device("b")));
        socket.methods.put("device.list", (request, answer) -> answer.encoded(devices));
        socket.methods.put("process.spawn", (request, answer) -> {
            answer.value(Map.of("status", "spawned"));
            bulk(request);
        });
        new CountDownLatch(1).await();
    }

    private static Map<String, Object> device(String id) {
        return Map.of(
                "id",
                id,
                "type",
                "serial",
                "path",
                "/dev/ttyUSB0",
                "hardwareId",
                "usb-1234:5678",
                "status",
                "available",
                "metadata",
                Map.of("vendor", "Some vendor of devices", "product", "A device with a longish name"));
    }

    private static void bulk(Request request) {
        var peer = request.peer();
        Thread pump = new Thread(
                () -> {
                    byte[] data = new byte[CHUNK];
                    WireWriter head = new WireWriter(64);
                    int begun = head.begin(Frames.CHUNK);
                    head.map(3)
                            .text("id")
                            .text("bulk")
                            .text("stream")
                            .text("stdout")
                            .text("data")
                            .binary(CHUNK);
                    head.end(begun, CHUNK);
                    try {
                        while (peer.awaitRoom(Duration.ofSeconds(10))) {
                            ByteBuf frame = PooledByteBufAllocator.DEFAULT.directBuffer(CHUNK + 64);
                            peer.send(frame.writeBytes(head.array(), 0, head.length())
                                    .writeBytes(data));
                        }
                    } catch (InterruptedException stop) {
                        Thread.currentThread().interrupt();
                    }
                },
                "osprey-test-pump");
        pump.setDaemon(true);
        pump.start();
    }
}
