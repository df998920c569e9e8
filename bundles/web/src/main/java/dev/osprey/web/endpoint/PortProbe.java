package dev.osprey.web.endpoint;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries a port of the loopback until something accepts a connection there, says so once, and ends. */
final class PortProbe implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PortProbe.class);
    private static final int EACH_MILLIS = 100;
    private static final int CONNECT_MILLIS = 1_000;

    private final IntSupplier port;
    private final IntConsumer found;
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * @param port asked before each try; 0 if it is not known yet
     * @param found called on the probe's thread
     */
    PortProbe(IntSupplier port, IntConsumer found) {
        this.port = port;
        this.found = found;
    }

    void start() {
        Thread thread = new Thread(this::run, "osprey-web-probe");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (!closed.await(EACH_MILLIS, TimeUnit.MILLISECONDS)) {
                int now = port.getAsInt();
                if (now > 0 && accepts(now)) {
                    found.accept(now);
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            LOG.trace("Nothing listens on port {} yet", port, e);
            return false;
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
