package dev.osprey.web.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PortProbeTest {

    @Test
    void aPortIsFoundOnceSomethingListensThere() throws Exception {
        AtomicInteger port = new AtomicInteger(unused());
        CountDownLatch tried = new CountDownLatch(2);
        CompletableFuture<Integer> found = new CompletableFuture<>();
        try (PortProbe probe = new PortProbe(
                () -> {
                    tried.countDown();
                    return port.get();
                },
                found::complete)) {
            probe.start();
            assertTrue(tried.await(20, TimeUnit.SECONDS));
            assertFalse(found.isDone());
            try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
                port.set(server.getLocalPort());
                assertEquals(server.getLocalPort(), found.get(20, TimeUnit.SECONDS));
            }
        }
    }

    private static int unused() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
