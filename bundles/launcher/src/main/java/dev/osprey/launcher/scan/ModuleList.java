package dev.osprey.launcher.scan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A text file with the path of a module's folder in each line; {@code #} begins a comment. */
final class ModuleList {

    private static final Logger LOG = LoggerFactory.getLogger(ModuleList.class);
    private static final int MOST_BYTES = 64 * 1024;
    private static final int MOST_FOLDERS = 1_000;

    private final Path file;
    private final Path base;
    private String complaint = "";

    /** @param base what relative paths are relative to */
    ModuleList(Path file, Path base) {
        this.file = file;
        this.base = base;
    }

    /** Those of its folders that hold a manifest, in its order. For one thread. */
    List<Path> find() {
        List<Path> found = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                complain(file + " is longer than " + MOST_BYTES + " bytes, so it is not used; shorten it");
                return found;
            }
            for (String line : new String(bytes, StandardCharsets.UTF_8).split("\r?\n")) {
                String text = line.strip();
                if (!text.isEmpty() && !text.startsWith("#") && found.size() < MOST_FOLDERS) {
                    add(text, found);
                }
            }
        } catch (IOException e) {
            complain(file + " cannot be read: " + e + "; correct its path or mode");
        }
        return found;
    }

    private void add(String text, List<Path> found) {
        try {
            Path folder = base.resolve(text).normalize();
            if (Files.isReadable(folder.resolve(ModuleFolders.MANIFEST))) {
                found.add(folder);
            } else {
                complain(file + " names " + text + ", which holds no " + ModuleFolders.MANIFEST
                        + " that can be read; correct it");
            }
        } catch (InvalidPathException e) {
            complain(file + " names " + text + ", which is no path; correct it");
        }
    }

    private void complain(String text) {
        if (!text.equals(complaint)) {
            complaint = text;
            LOG.warn("{}", text);
        }
    }
}
