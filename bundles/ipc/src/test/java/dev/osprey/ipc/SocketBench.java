package dev.osprey.ipc;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** The door and its methods alone, for a client in a process of its own. Not a test: it runs until it is killed. */
final class SocketBench {

    private SocketBench() {}

    /** @param arguments the folder for the socket */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (DeskSocket socket = new DeskSocket(Files.createDirectories(Path.of(arguments[0])))) {
            new CountDownLatch(1).await();
            throw new AssertionError(socket.path);
        }
    }
}
