package dev.osprey.ipc;

import dev.osprey.ipc.method.Standing;
import dev.osprey.process.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whether a process belongs to one that Osprey started. Looking at the tree takes a while, so it is done on a thread of its own. While
 * there is nobody to ask, nobody is local. This class is threadsafe.
 */
final class Entrance implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Entrance.class);

    private static final int WAITING = 1_000;

    private final AtomicReference<Processes> processes = new AtomicReference<>();
    private final ThreadPoolExecutor thread =
            new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), work -> {
                Thread looker = new Thread(work, "osprey-ipc-entrance");
                looker.setDaemon(true);
                return looker;
            });

    Entrance() {
        thread.allowCoreThreadTimeOut(true);
    }

    void use(Processes present) {
        processes.set(present);
    }

    void drop(Processes gone) {
        processes.compareAndSet(gone, null);
    }

    /** Lets a connection speak once it is known as what. */
    void admit(Line line) {
        try {
            thread.execute(() -> {
                Standing standing = standing(line.pid());
                line.run(() -> line.welcome(standing));
            });
        } catch (RejectedExecutionException full) {
            line.close("too many come at once");
        }
    }

    private Standing standing(long pid) {
        Processes table = processes.get();
        if (pid <= 0 || table == null) {
            return Standing.STRANGER;
        }
        String before = startOf(pid);
        boolean ours;
        try {
            ours = table.holding(pid).isPresent();
        } catch (IllegalStateException stopping) {
            log.debug("Nobody tells whose process {} is: {}", pid, stopping.getMessage());
            return Standing.STRANGER;
        }
        // The same number may belong to another process by now.
        return ours || before == null || !before.equals(startOf(pid)) ? Standing.STRANGER : Standing.LOCAL;
    }

    /** When a process was started, in words of the host; null if it is not there. */
    private static String startOf(long pid) {
        try {
            String stat =
                    Files.readString(Path.of("/proc/" + pid + "/stat"), java.nio.charset.StandardCharsets.ISO_8859_1);
            return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[19];
        } catch (IOException gone) {
            return null;
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
