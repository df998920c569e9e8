package dev.osprey.ipc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("try") // What is only held open is not looked at.
@Timeout(60)
class SocketFileTest {

    @TempDir
    Path folder;

    private Path path() {
        return folder.resolve("kernel.sock");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onlyItsOwnerMayOpenItAndItGoesWithTheServer(boolean nativeTransport) throws IOException {
        try (TestSocket socket = new TestSocket(folder, TestSocket.settings(), nativeTransport)) {
            assertEquals(path(), socket.path);
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path())));
        }
        assertFalse(Files.exists(path()));
    }

    @Test
    void whatAnEndedServerLeftBehindIsReplaced() throws IOException {
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(path()));
        }
        assertTrue(Files.exists(path()));
        try (TestSocket socket = new TestSocket(folder);
                RawClient client = socket.client()) {
            assertEquals("c", client.call("kernel.ping", null).get("id"));
        }
    }

    @Test
    void aServerThatLivesKeepsItsSocket() throws IOException {
        try (TestSocket socket = new TestSocket(folder);
                RawClient client = socket.client()) {
            IOException refused = assertThrows(IOException.class, () -> new TestSocket(folder));
            assertTrue(refused.getMessage().startsWith("Another server answers at"), refused.getMessage());
            assertEquals("c", client.call("kernel.ping", null).get("id"));
            try (RawClient later = socket.client()) {
                assertEquals("c", later.call("kernel.ping", null).get("id"));
            }
        }
    }

    @Test
    void whatIsNoSocketIsLeftAlone() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "precious");
        Files.createSymbolicLink(path(), other);
        IOException link = assertThrows(IOException.class, () -> new TestSocket(folder));
        assertTrue(link.getMessage().contains("is no socket"), link.getMessage());
        assertTrue(Files.isSymbolicLink(path()));
        assertEquals("precious", Files.readString(other));

        Files.delete(path());
        Files.writeString(path(), "a file");
        assertThrows(IOException.class, () -> new TestSocket(folder));
        assertEquals("a file", Files.readString(path()));
    }

    @Test
    void aLinkToALivingSocketIsNoSocketEither() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        try (TestSocket socket = new TestSocket(elsewhere)) {
            Files.createSymbolicLink(path(), socket.path);
            assertThrows(IOException.class, () -> new TestSocket(folder));
            assertTrue(Files.exists(socket.path));
        }
    }

    @Test
    void aSocketOfAnotherInItsPlaceIsNotRemoved() throws IOException {
        try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            try (TestSocket socket = new TestSocket(folder)) {
                // Kept, so that its number is not given to the other.
                Files.move(socket.path, folder.resolve("moved"));
                other.bind(UnixDomainSocketAddress.of(path()));
            }
            assertTrue(Files.exists(path()));
        }
    }

    @Test
    void aFolderThatOthersMayWriteToIsRefused() throws IOException {
        Path open = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        IOException refused = assertThrows(IOException.class, () -> new TestSocket(open));
        assertTrue(refused.getMessage().contains("chmod 700"), refused.getMessage());
    }

    @Test
    void aPathThatIsTooLongMovesToTheRuntimeFolder() throws IOException {
        Path deep = folder.resolve("x".repeat(100));
        Path runtime = Files.createTempDirectory(Path.of("/tmp"), "r");
        try {
            SocketFile file = SocketFile.at("", deep, runtime.toString());
            assertTrue(file.path().toString().length() <= SocketFile.LONGEST);
            assertTrue(file.path().startsWith(runtime));
            assertEquals(
                    "rwx------",
                    PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(file.path().getParent())));
            assertEquals(
                    file.path(), SocketFile.at("", deep, runtime.toString()).path());
            assertTrue(assertThrows(IOException.class, () -> SocketFile.at("", deep, null))
                    .getMessage()
                    .contains("XDG_RUNTIME_DIR"));
            assertThrows(
                    IOException.class, () -> SocketFile.at(deep.resolve("s").toString(), folder, runtime.toString()));
            Files.delete(file.path().getParent());
        } finally {
            Files.delete(runtime);
        }
    }

    @Test
    void anotherUserIsRefusedEvenWhereTheFileLetsHimIn() throws IOException, InterruptedException {
        assumeTrue(Files.getAttribute(folder, "unix:uid").equals(0), "needs root");
        assumeTrue(Files.exists(Path.of("/usr/bin/python3")), "needs Python");
        assumeTrue(Files.exists(Path.of("/usr/sbin/runuser")), "needs runuser");
        Path shared = Files.createTempDirectory(Path.of("/tmp"), "ipc");
        try {
            try (TestSocket socket = new TestSocket(shared)) {
                Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));
                Files.setPosixFilePermissions(socket.path, PosixFilePermissions.fromString("rwxrwxrwx"));
                assertEquals("answered", ask(socket.path, "root"));
                assertEquals("refused", ask(socket.path, "nobody"));
                assertTrue(socket.access.audit.stream().anyMatch(line -> line.startsWith("nobody ipc connect user ")));
            }
        } finally {
            Files.delete(shared);
        }
    }

    private static String ask(Path path, String user) throws IOException, InterruptedException {
        String ping = java.util.HexFormat.of().formatHex(RawClient.request(1, "kernel.ping", Map.of()));
        Process process = new ProcessBuilder(
                        "/usr/sbin/runuser",
                        "-u",
                        user,
                        "--",
                        "/usr/bin/python3",
                        "-c",
                        "import socket,sys\n"
                                + "s=socket.socket(socket.AF_UNIX); s.connect(sys.argv[1])\n"
                                + "try:\n"
                                + "  s.sendall(bytes.fromhex(sys.argv[2])); got=s.recv(100)\n"
                                + "except OSError: got=b''\n"
                                + "print('answered' if got[:2]==b'KA' else 'refused')",
                        path.toString(),
                        ping)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        return said.strip();
    }
}
