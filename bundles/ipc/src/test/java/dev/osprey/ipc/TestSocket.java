package dev.osprey.ipc;

import dev.osprey.ipc.method.Method;
import dev.osprey.ipc.method.MethodTable;
import dev.osprey.ipc.method.Methods;
import dev.osprey.ipc.method.Peer;
import dev.osprey.ipc.method.Standing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A socket with its server, and methods of a test's own. */
final class TestSocket implements AutoCloseable {

    final TestAccess access = new TestAccess();
    final PlainProcesses processes = new PlainProcesses();
    final PeerTable table = new PeerTable();
    final Tally tally = new Tally();
    final Map<String, Method> methods = new LinkedHashMap<>();
    final List<Peer> opened = new CopyOnWriteArrayList<>();
    final List<Peer> closed = new CopyOnWriteArrayList<>();
    final Path path;
    private final Entrance entrance = new Entrance();
    private final SocketServer server;

    TestSocket(Path folder) throws IOException {
        this(folder, settings(), SocketServer.nativeTransportIsThere());
    }

    TestSocket(Path folder, IpcSettings settings, boolean nativeTransport) throws IOException {
        entrance.use(processes);
        MethodTable own =
                new MethodTable(Map.of("identify", new Identify(access, access, tally), "kernel.ping", new Ping("1")));
        SocketFile file = SocketFile.at(settings.path(), folder, null);
        path = file.path();
        server = new SocketServer(
                new Desk(settings, new Table(), own, table, tally),
                file,
                entrance,
                new Denials(access),
                nativeTransport);
    }

    static IpcSettings settings() {
        return new IpcSettings(
                "", 1, 16 << 20, 256, 1_024, 4 << 20, Duration.ofSeconds(10), Duration.ofSeconds(30), Set.of());
    }

    RawClient client() throws IOException {
        return new RawClient(path);
    }

    @Override
    public void close() {
        server.close();
        entrance.close();
    }

    private final class Table implements Methods {

        @Override
        public Method find(Peer peer, byte[] name, int from, int to) {
            return methods.get(new String(name, from, to - from, java.nio.charset.StandardCharsets.UTF_8));
        }

        @Override
        public void opened(Peer peer) {
            if (peer.standing() != Standing.STRANGER) {
                opened.add(peer);
            }
        }

        @Override
        public void closed(Peer peer) {
            closed.add(peer);
        }
    }
}
