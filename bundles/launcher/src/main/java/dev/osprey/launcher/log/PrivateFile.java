package dev.osprey.launcher.log;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files of lines that only their owner may read. */
public final class PrivateFile {

    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNERS_FOLDER = PosixFilePermissions.fromString("rwx------");

    private PrivateFile() {}

    /**
     * Opens one to write at its end, and makes it and its folder if need be. Half a line, as a killed process leaves it, is ended first. An
     * interrupt of the writing thread does not close it.
     */
    public static OutputStream append(Path file) throws IOException {
        Files.createDirectories(file.getParent(), PosixFilePermissions.asFileAttribute(OWNERS_FOLDER));
        boolean old = false;
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER));
        } catch (FileAlreadyExistsException e) {
            old = true;
            Files.setPosixFilePermissions(file, OWNER);
        }
        OutputStream out = new FileOutputStream(file.toFile(), true);
        if (old && !endsWithLine(file)) {
            out.write('\n');
        }
        return out;
    }

    private static boolean endsWithLine(Path file) throws IOException {
        try (RandomAccessFile reading = new RandomAccessFile(file.toFile(), "r")) {
            if (reading.length() == 0) {
                return true;
            }
            reading.seek(reading.length() - 1);
            return reading.read() == '\n';
        }
    }
}
