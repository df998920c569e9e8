package dev.osprey.launcher.ready;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Talks to a port of this machine. No address but 127.0.0.1, no proxy, no redirect, no credential; of an answer only the first line is read, and
 * never longer than the time allows.
 */
final class LocalHttp {

    private static final int MOST_BYTES = 1_024;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: .*)?");

    private LocalHttp() {}

    /** @throws IOException if nobody listens */
    static void connect(int port, int millis) throws IOException {
        open(port, millis).close();
    }

    /**
     * The status that a GET is answered with.
     *
     * @throws IOException if there is none in time
     */
    static int status(int port, String path, int millis) throws IOException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        try (Socket socket = open(port, millis)) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                    + "\r\nUser-Agent: osprey\r\nAccept: */*\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            Matcher status = STATUS.matcher(firstLine(socket, until));
            if (!status.matches()) {
                throw new IOException("does not answer with HTTP");
            }
            return Integer.parseInt(status.group(1));
        }
    }

    private static Socket open(int port, int millis) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), millis);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static String firstLine(Socket socket, long until) throws IOException {
        StringBuilder line = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (line.length() < MOST_BYTES) {
            long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (left <= 0) {
                throw new SocketTimeoutException("does not answer in time");
            }
            socket.setSoTimeout((int) left);
            int next = in.read();
            if (next < 0 || next == '\n') {
                break;
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }
}
