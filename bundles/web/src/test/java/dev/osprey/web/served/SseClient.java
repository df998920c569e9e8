package dev.osprey.web.served;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A reader of server-sent events over a plain socket, which may stop reading. HTTP/1.0, so that the body comes without chunk sizes. */
public final class SseClient implements AutoCloseable {

    private final Socket socket = new Socket();
    private final BufferedReader reader;

    public SseClient(int port, String path, String... headers) {
        try {
            socket.setReceiveBufferSize(4096);
            socket.setSoTimeout(20_000);
            socket.connect(new InetSocketAddress("127.0.0.1", port));
            StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.0\r\nHost: h\r\n");
            boolean as = false;
            for (int i = 0; i < headers.length; i += 2) {
                as |= headers[i].equals("As");
                request.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
            }
            request.append(as ? "\r\n" : "As: alice/VIEWER\r\n\r\n");
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.US_ASCII));
            reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 256);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first line of the answer. */
    public String status() {
        String status = line();
        String header = line();
        while (!header.isEmpty()) {
            header = line();
        }
        return status;
    }

    /** The next event as its lines joined by blanks; comments are left out. Null at the end. */
    public String event() {
        StringBuilder event = new StringBuilder();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        for (String line = line(); line != null; line = line()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("no event and no end within 20 s");
            }
            if (line.startsWith("event: ") || line.startsWith("id: ") || line.startsWith("data: ")) {
                event.append(event.length() == 0 ? "" : " ").append(line);
            } else if (line.isEmpty() && event.indexOf("data: ") >= 0) {
                return event.toString();
            } else if (line.isEmpty()) {
                event.setLength(0);
            }
        }
        return null;
    }

    /** The next line that is not empty. */
    public String anyLine() {
        String line = line();
        while (line != null && line.isEmpty()) {
            line = line();
        }
        return line;
    }

    private String line() {
        try {
            return reader.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
