package dev.osprey.process.host;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Files of the control group file system: one short write is one command, and numbers stand alone or behind a key. */
final class ControlFile {

    /** Nobody counts it. */
    static final long UNKNOWN = -1;

    private ControlFile() {}

    static void write(Path file, String text) throws IOException {
        Files.write(file, text.getBytes(StandardCharsets.US_ASCII), StandardOpenOption.WRITE);
    }

    static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.US_ASCII).trim();
    }

    /** Its lines; none if it is not there, or has just gone. */
    static List<String> lines(Path file) {
        // Not by NIO: its channels close under an interrupted reader, and a group with members would look empty.
        try (InputStream in = new FileInputStream(file.toFile())) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** The number in a file, or {@link #UNKNOWN}. */
    static long number(Path file) {
        List<String> lines = lines(file);
        return lines.isEmpty() ? UNKNOWN : parse(lines.get(0).trim());
    }

    /** The number behind a key of a flat file, or {@link #UNKNOWN}. */
    static long number(Path file, String key) {
        String start = key + " ";
        return lines(file).stream()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .map(line -> parse(line.substring(start.length()).trim()))
                .orElse(UNKNOWN);
    }

    private static long parse(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return UNKNOWN;
        }
    }

    /** Makes a folder; it may be there. */
    static void folder(Path folder) throws IOException {
        Files.createDirectories(folder);
    }

    /** Whether a group was removed, or was not there. */
    static boolean removed(Path group) {
        try {
            Files.delete(group);
            return true;
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
