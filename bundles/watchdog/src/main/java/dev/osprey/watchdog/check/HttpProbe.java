package dev.osprey.watchdog.check;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One GET within one time for all of it, since a server that sends a byte now and then must not hold a thread. Follows no redirect, sends no
 * credential and uses no proxy.
 */
final class HttpProbe {

    private static final int MOST = 64 * 1024;
    private static final int SHOWN = 4_000;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");

    private HttpProbe() {}

    /**
     * How it went.
     *
     * @param good answered with 2xx
     * @param refused nobody listens
     * @param what in words
     * @param text the beginning of the answer, or null
     */
    record Answer(boolean good, boolean refused, String what, String text) {}

    static Answer get(HealthAddress address, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getByName(address.host()), address.port()), left(deadline));
            socket.getOutputStream().write(request(address));
            return judge(address, read(socket, deadline));
        } catch (SocketTimeoutException e) {
            return new Answer(false, false, address + " did not answer within " + Age.seconds(timeout.toNanos()), null);
        } catch (ConnectException e) {
            return new Answer(false, true, address + " refuses the connection", null);
        } catch (IOException e) {
            return new Answer(false, false, address + " broke off: " + e.getMessage(), null);
        }
    }

    private static byte[] request(HealthAddress address) {
        return ("GET " + address.path() + " HTTP/1.1\r\nHost: " + (address.byName() ? "localhost" : address.host())
                        + ":"
                        + address.port()
                        + "\r\nUser-Agent: osprey-watchdog\r\nAccept: */*\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static int left(long deadline) throws SocketTimeoutException {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
            throw new SocketTimeoutException("The time is over");
        }
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }

    /** The answer as far as it comes in time; a body that is cut short does not spoil a status line. */
    private static byte[] read(Socket socket, long deadline) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        byte[] buffer = new byte[4096];
        InputStream in = socket.getInputStream();
        try {
            while (answer.size() < MOST) {
                socket.setSoTimeout(left(deadline));
                int count = in.read(buffer);
                if (count < 0) {
                    break;
                }
                answer.write(buffer, 0, count);
                if (answer.size() < SHOWN && whole(answer.toByteArray())) {
                    break;
                }
            }
        } catch (IOException e) {
            if (firstLine(answer.toByteArray()) == null) {
                throw e;
            }
        }
        return answer.toByteArray();
    }

    /** Whether as many bytes as were announced are there, so that a server which keeps the connection does not cost the whole time. */
    private static boolean whole(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int head = text.indexOf("\r\n\r\n");
        if (head < 0) {
            return false;
        }
        Matcher length = Pattern.compile("(?im)^content-length:[ \\t]*(\\d{1,9})[ \\t]*\\r?$")
                .matcher(text.substring(0, head + 2));
        return length.find()
                ? text.length() >= head + 4 + Integer.parseInt(length.group(1))
                : text.endsWith("\r\n0\r\n\r\n");
    }

    private static String firstLine(byte[] bytes) {
        String text = new String(bytes, 0, Math.min(bytes.length, 1_000), StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\n');
        return end < 0 ? null : text.substring(0, end).stripTrailing();
    }

    private static Answer judge(HealthAddress address, byte[] bytes) {
        String line = firstLine(bytes);
        Matcher status = STATUS.matcher(line == null ? "" : line);
        String text = new String(bytes, 0, Math.min(bytes.length, SHOWN), StandardCharsets.UTF_8);
        if (!status.matches()) {
            return new Answer(false, false, address + " does not answer in HTTP", text);
        }
        boolean good = status.group(1).startsWith("2");
        return new Answer(good, false, address + " answered " + status.group(1), text);
    }
}
