package dev.osprey.launcher.scan;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/**
 * What a look at a folder or file saw; two equal stamps mean that nothing was copied in between.
 *
 * @param entries how many files and folders
 * @param bytes their size
 * @param newest the latest time of change, in nanoseconds
 */
public record FolderStamp(long entries, long bytes, long newest) {

    private static final int MOST_ENTRIES = 5_000;

    /** Of one file; all zero if it is not there. */
    public static FolderStamp ofFile(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new FolderStamp(1, attributes.size(), nanos(attributes));
        } catch (IOException gone) {
            return new FolderStamp(0, 0, 0);
        }
    }

    /** Of a folder and all below it; of a very large one, of its first part. */
    public static FolderStamp ofTree(Path folder) {
        long[] seen = new long[3];
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                    return visitFile(dir, attributes);
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    seen[0]++;
                    seen[1] += attributes.isRegularFile() ? attributes.size() : 0;
                    seen[2] = Math.max(seen[2], nanos(attributes));
                    return seen[0] < MOST_ENTRIES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException gone) {
            return new FolderStamp(0, 0, 0);
        }
        return new FolderStamp(seen[0], seen[1], seen[2]);
    }

    private static long nanos(BasicFileAttributes attributes) {
        return attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    }
}
