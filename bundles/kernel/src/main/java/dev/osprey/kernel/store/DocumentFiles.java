package dev.osprey.kernel.store;

import dev.osprey.store.Document;
import dev.osprey.store.DocumentConflictException;
import dev.osprey.store.DocumentException;
import dev.osprey.store.Documents;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Documents as files of one folder tree. This class is threadsafe: files are replaced whole, writers take turns. */
final class DocumentFiles implements Documents {

    private static final String ENDING = ".doc";
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,100}(/[a-z0-9-]{1,100}){0,7}");

    private final Path folder;
    private final PrivateFiles.Opener opener;
    /** Held from comparing the version to the move. */
    private final Object writing = new Object();

    DocumentFiles(Path folder) {
        this(folder, null);
    }

    /** @param opener opens temporary files in place of the usual way, or null */
    DocumentFiles(Path folder, PrivateFiles.Opener opener) {
        this.folder = folder;
        this.opener = opener;
        try {
            PrivateFiles.folder(folder);
            for (Path leftover : files(PrivateFiles.TEMPORARY)) {
                Files.deleteIfExists(leftover);
            }
        } catch (IOException e) {
            throw new DocumentException(
                    "The folder of documents " + folder + " cannot be used; make it a folder that Osprey may write", e);
        }
    }

    @Override
    public Optional<Document> read(String name) {
        Path file = file(name);
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + DocumentFormat.MAX_HEADER + 1);
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException e) {
            throw new DocumentException(
                    "Document " + name + " cannot be read from " + file + "; check the disk and the file's owner", e);
        }
        try {
            return Optional.of(DocumentFormat.decode(name, bytes));
        } catch (IllegalArgumentException e) {
            throw new DocumentException(
                    "Document " + name + " is damaged: " + e.getMessage() + ". Restore " + file
                            + " from a backup, or move it away to start without it",
                    e);
        }
    }

    @Override
    public Document write(String name, byte[] content, long expectedVersion) {
        Path file = file(name);
        if (content.length > MAX_BYTES) {
            throw new DocumentException(
                    "Document " + name + " has " + content.length + " bytes, the most is " + MAX_BYTES
                            + "; split it or store less",
                    null);
        }
        synchronized (writing) {
            long version = read(name).map(Document::version).orElse(0L);
            if (version != expectedVersion) {
                throw new DocumentConflictException("Document " + name + " has version " + version + ", not "
                        + expectedVersion + "; read it again and repeat the change");
            }
            try {
                PrivateFiles.folder(file.getParent());
                byte[] bytes = DocumentFormat.encode(version + 1, content);
                if (opener == null) {
                    PrivateFiles.replace(file, bytes);
                } else {
                    PrivateFiles.replace(file, bytes, opener);
                }
            } catch (IOException e) {
                throw new DocumentException(
                        "Document " + name + " could not be written to " + file
                                + "; its old content stays. Check the free space and the owner of the folder",
                        e);
            }
            return new Document(name, version + 1, content.clone());
        }
    }

    @Override
    public boolean delete(String name) {
        Path file = file(name);
        synchronized (writing) {
            try {
                boolean removed = Files.deleteIfExists(file);
                if (removed) {
                    PrivateFiles.sync(file.getParent());
                }
                return removed;
            } catch (IOException e) {
                throw new DocumentException(
                        "Document " + name + " could not be removed: " + file + "; check the owner of the folder", e);
            }
        }
    }

    @Override
    public List<String> names(String prefix) {
        try {
            return files(ENDING).stream()
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .filter(name ->
                            name.startsWith(prefix) && NAME.matcher(name).matches())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new DocumentException("The folder of documents " + folder + " cannot be listed; check its owner", e);
        }
    }

    private List<Path> files(String ending) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.getFileName().toString().endsWith(ending))
                    .filter(Files::isRegularFile)
                    .toList();
        }
    }

    private Path file(String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("The document name " + name
                    + " is not allowed; use parts of a-z, 0-9 and -, joined by /, at most 8 of 100 characters");
        }
        return folder.resolve(name + ENDING);
    }
}
