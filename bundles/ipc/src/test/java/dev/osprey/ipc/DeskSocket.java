package dev.osprey.ipc;

import dev.osprey.ipc.RawClient.Frame;
import dev.osprey.ipc.method.MethodTable;
import dev.osprey.ipc.wire.Frames;
import dev.osprey.system.Home;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** A socket with the real methods, over real processes and a tool table of the test's own. */
final class DeskSocket implements AutoCloseable {

    final TestAccess access = new TestAccess();
    final HostProcesses processes = new HostProcesses();
    final DeskTools tools = new DeskTools();
    final DeskEvents events = new DeskEvents();
    final PeerMethods methods;
    final Path path;
    private final Entrance entrance = new Entrance();
    private final SocketServer server;

    DeskSocket(Path folder) throws IOException {
        this(folder, Duration.ofSeconds(10));
    }

    DeskSocket(Path folder, Duration stall) throws IOException {
        entrance.use(processes);
        IpcConfiguration configuration = (IpcConfiguration) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {IpcConfiguration.class},
                (proxy, method, arguments) -> method.getDefaultValue());
        Home home = (Home) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Home.class}, (proxy, method, arguments) -> folder);
        methods = new PeerMethods(configuration, home, tools, events, events, access, access);
        methods.addProcesses(processes);
        Tally tally = new Tally();
        MethodTable own =
                new MethodTable(Map.of("identify", new Identify(access, access, tally), "kernel.ping", new Ping("1")));
        IpcSettings settings =
                new IpcSettings("", 1, 16 << 20, 256, 1_024, 4 << 20, stall, Duration.ofSeconds(30), Set.of());
        SocketFile file = SocketFile.at("", folder, null);
        path = file.path();
        server = new SocketServer(
                new Desk(settings, methods, own, new PeerTable(), tally),
                file,
                entrance,
                new Denials(access),
                SocketServer.nativeTransportIsThere());
    }

    /** A client that has not said who it is. */
    RawClient local() throws IOException {
        return new RawClient(path);
    }

    /** One that has. */
    RawClient identified(String token) throws IOException {
        RawClient client = new RawClient(path);
        Map<String, Object> answer = client.call("identify", Map.of("token", token));
        if (answer.get("error") != null) {
            throw new AssertionError(answer);
        }
        return client;
    }

    /** The next answer, whatever is pushed before it. */
    static Map<String, Object> answer(RawClient client) throws IOException {
        for (Frame frame = client.next(); ; frame = client.next()) {
            if (frame.type() == Frames.RESPONSE) {
                return frame.map();
            }
        }
    }

    /** Asks, and passes over what is pushed. */
    static Map<String, Object> ask(RawClient client, String method, Object params) throws IOException {
        client.send(RawClient.request("c", method, params));
        return answer(client);
    }

    @Override
    public void close() {
        server.close();
        entrance.close();
        methods.stop();
        processes.close();
        tools.close();
    }
}
