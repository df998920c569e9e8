package dev.osprey.kernel.store;

import dev.osprey.store.Document;
import dev.osprey.store.Documents;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a document stands in its file: one line {@code osprey-document 1 VERSION LENGTH SHA256}, then the content. The checksum goes
 * over version and content, so that neither can change unnoticed.
 */
final class DocumentFormat {

    static final int MAX_HEADER = 160;
    private static final Pattern HEADER =
            Pattern.compile("osprey-document 1 ([1-9]\\d{0,17}) (\\d{1,7}) ([0-9a-f]{64})");

    private DocumentFormat() {}

    static byte[] encode(long version, byte[] content) {
        String header = "osprey-document 1 " + version + " " + content.length + " " + sum(version, content) + "\n";
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + MAX_HEADER);
        out.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(content);
        return out.toByteArray();
    }

    /** @throws IllegalArgumentException if the file is damaged; the message says how */
    static Document decode(String name, byte[] file) {
        int end = 0;
        while (end < file.length && end < MAX_HEADER && file[end] != '\n') {
            end++;
        }
        if (end == file.length || end == MAX_HEADER) {
            throw new IllegalArgumentException("its first line is not that of a document");
        }
        Matcher header = HEADER.matcher(new String(file, 0, end, StandardCharsets.US_ASCII));
        if (!header.matches()) {
            throw new IllegalArgumentException("its first line is not that of a document");
        }
        byte[] content = Arrays.copyOfRange(file, end + 1, file.length);
        if (content.length != Integer.parseInt(header.group(2)) || content.length > Documents.MAX_BYTES) {
            throw new IllegalArgumentException(
                    "it holds " + content.length + " bytes, its first line says " + header.group(2));
        }
        long version = Long.parseLong(header.group(1));
        if (!sum(version, content).equals(header.group(3))) {
            throw new IllegalArgumentException("its checksum does not fit its content");
        }
        return new Document(name, version, content);
    }

    private static String sum(long version, byte[] content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((version + "\n").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK lacks SHA-256, which every Java platform must have", e);
        }
    }
}
