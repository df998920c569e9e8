package dev.osprey.web.console;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The files under {@code res/} of this bundle, read once. */
final class PageFiles {

    private static final Map<String, String> TYPES =
            Map.of("js", "text/javascript;charset=utf-8", "css", "text/css;charset=utf-8", "html", "text/html");

    /**
     * A file.
     *
     * @param type its content type
     * @param tag changes with its content
     */
    record PageFile(byte[] content, String type, String tag) {}

    private final Map<String, PageFile> files = new ConcurrentHashMap<>();

    /** A file by its plain name; empty if there is none. */
    Optional<PageFile> find(String name) throws IOException {
        if (!name.matches("[a-z]{1,40}\\.(js|css|html)")) {
            return Optional.empty();
        }
        PageFile file = files.get(name);
        if (file == null) {
            file = read(name);
            if (file != null) {
                files.put(name, file);
            }
        }
        return Optional.ofNullable(file);
    }

    private static PageFile read(String name) throws IOException {
        try (InputStream in = PageFiles.class.getResourceAsStream("/res/" + name)) {
            if (in == null) {
                return null;
            }
            byte[] content = in.readAllBytes();
            String type = TYPES.get(name.substring(name.indexOf('.') + 1));
            return new PageFile(content, type, "\"" + digest(content) + "\"");
        }
    }

    private static String digest(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK has no SHA-256, which every JDK must have", e);
        }
    }
}
