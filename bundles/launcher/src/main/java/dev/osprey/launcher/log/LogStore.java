package dev.osprey.launcher.log;

import dev.osprey.module.ModuleLogs;
import dev.osprey.module.ModuleLogs.Line;
import dev.osprey.module.ModuleLogs.Page;
import dev.osprey.module.ModuleLogs.Query;
import dev.osprey.process.OutputListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a module wrote, and what the launcher says about it. Taking a line never waits for the disk: it goes into a bounded room first, and what
 * finds no room, or is more than was agreed on for a second, is counted instead. Thread-safe.
 */
public final class LogStore implements OutputListener {

    private static final Logger LOG = LoggerFactory.getLogger(LogStore.class);
    private static final int MOST_PENDING_CHARS = 512 * 1024;
    private static final int MOST_PENDING_LINES = 20_000;
    private static final int CHARS_BESIDE_TEXT = 40;

    private record Entry(Instant time, ModuleLogs.Stream stream, String text) {}

    private final String module;
    private final Path path;
    private final LogWriter writer;
    private final Object room = new Object();
    // guarded by room
    private List<Entry> pending = new ArrayList<>();
    private int pendingChars;
    private FloodGate gate;
    private LogSpec spec;
    private boolean awake;
    private boolean closed;
    private final ReentrantLock disk = new ReentrantLock();
    // guarded by disk
    private final LogFiles files;
    private final List<LogFollower> followers = new ArrayList<>();
    private boolean complained;

    LogStore(Path path, String module, LogSpec spec, LogWriter writer) {
        this.path = path;
        this.module = module;
        this.spec = spec;
        this.writer = writer;
        this.gate = new FloodGate(spec.linesPerSecond(), writer.nanos.getAsLong());
        this.files = new LogFiles(path, spec);
    }

    /** From now on; what is written already stays. */
    void settings(LogSpec changed) {
        synchronized (room) {
            if (changed.equals(spec)) {
                return;
            }
            confess(gate.reckonAll());
            spec = changed;
            gate = new FloodGate(changed.linesPerSecond(), writer.nanos.getAsLong());
        }
        disk.lock();
        try {
            files.settings(changed);
        } finally {
            disk.unlock();
        }
    }

    @Override
    public void onLine(Stream stream, String line) {
        String text = line.stripTrailing();
        if (text.isEmpty() || stream == Stream.STDOUT && ControlMessage.is(text)) {
            return;
        }
        ModuleLogs.Stream as = stream == Stream.STDOUT ? ModuleLogs.Stream.OUT : ModuleLogs.Stream.ERR;
        boolean owes;
        synchronized (room) {
            long now = writer.nanos.getAsLong();
            confess(gate.reckon(now));
            boolean owed = gate.owes();
            if (gate.admit(text.length(), now)) {
                if (pendingChars > MOST_PENDING_CHARS || pending.size() >= MOST_PENDING_LINES) {
                    gate.leaveOut();
                } else {
                    put(as, text);
                }
            }
            owes = !owed && gate.owes();
        }
        if (owes) {
            writer.owes(this);
        }
    }

    /** Adds a line of the launcher's own. */
    public void remark(String text) {
        synchronized (room) {
            put(ModuleLogs.Stream.SYS, text.strip().replace('\n', ' ').replace('\r', ' '));
        }
    }

    /** Whether nothing is owed any more; says what is due. */
    boolean reckoned() {
        synchronized (room) {
            confess(gate.reckon(writer.nanos.getAsLong()));
            return closed || !gate.owes();
        }
    }

    private void confess(long left) {
        if (left > 0) {
            put(
                    ModuleLogs.Stream.SYS,
                    left + " lines left out: more than " + spec.linesPerSecond()
                            + " lines, or as many KiB, in a second, or more than the disk takes");
        }
    }

    private void put(ModuleLogs.Stream stream, String text) {
        if (closed) {
            return;
        }
        pending.add(new Entry(writer.clock.instant(), stream, text));
        pendingChars += text.length() + CHARS_BESIDE_TEXT;
        if (!awake) {
            awake = true;
            writer.wake(this);
        }
    }

    /** Writes what is pending. */
    void drain() {
        disk.lock();
        try {
            drainHeld();
        } finally {
            disk.unlock();
        }
    }

    private void drainHeld() {
        List<Entry> batch;
        synchronized (room) {
            batch = pending;
            pending = new ArrayList<>();
            pendingChars = 0;
            awake = false;
        }
        if (batch.isEmpty()) {
            return;
        }
        List<Line> told = new ArrayList<>();
        try {
            files.check();
            for (Entry entry : batch) {
                String word = entry.stream().name().toLowerCase(Locale.ROOT);
                String line = entry.time() + " " + word + " " + entry.text() + "\n";
                Cursor place = files.append(line.getBytes(StandardCharsets.UTF_8));
                if (!followers.isEmpty()) {
                    told.add(new Line(place.toString(), entry.time(), entry.stream(), entry.text()));
                }
            }
            files.flush();
            complained = false;
        } catch (IOException e) {
            lost(batch.size(), e);
        }
        followers.forEach(follower -> follower.offer(told));
    }

    private void lost(int lines, IOException e) {
        if (!complained) {
            complained = true;
            LOG.warn("Cannot write {}; {} lines are lost, and more until it can be: {}", path, lines, e.toString());
        }
        try {
            files.close();
        } catch (IOException again) {
            LOG.debug("Closing {} failed", path, again);
        }
    }

    /** The last lines that the module wrote, without the launcher's. */
    public List<String> last(int lines) {
        try (LogView view = view()) {
            return new LogReader(view)
                    .last(lines, stream -> stream != ModuleLogs.Stream.SYS).lines().stream()
                            .map(Line::text)
                            .toList();
        }
    }

    Page page(Query query) {
        try (LogView view = view()) {
            return new LogReader(view).page(query);
        }
    }

    private LogView view() {
        disk.lock();
        try {
            drainHeld();
            return files.view();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The log " + path + " cannot be read: " + e.getMessage() + "; check its owner and mode", e);
        } finally {
            disk.unlock();
        }
    }

    ModuleLogs.Following follow(String after, ModuleLogs.Listener listener) {
        LogFollower follower = new LogFollower(this, after, listener);
        if (after == null) {
            // what comes after this call is not missed
            join(follower);
        }
        try {
            writer.follower(module, follower::run);
        } catch (IllegalStateException tooMany) {
            leave(follower);
            throw tooMany;
        }
        return follower;
    }

    /** From here on it is told of each line. */
    void join(LogFollower follower) {
        disk.lock();
        try {
            drainHeld();
            joinHeld(follower);
        } finally {
            disk.unlock();
        }
    }

    /** The same, unless there is something after a place that it has not read yet. */
    boolean joinAt(LogFollower follower, String cursor) {
        disk.lock();
        try (LogView view = view()) {
            Page rest = new LogReader(view).page(new Query(null, cursor, 1, null));
            boolean atEnd = !rest.reset() && rest.lines().isEmpty();
            if (atEnd) {
                joinHeld(follower);
            }
            return atEnd;
        } finally {
            disk.unlock();
        }
    }

    private void joinHeld(LogFollower follower) {
        boolean over;
        synchronized (room) {
            over = closed;
        }
        if (over) {
            follower.end();
        } else {
            followers.add(follower);
        }
    }

    void leave(LogFollower follower) {
        disk.lock();
        try {
            followers.remove(follower);
        } finally {
            disk.unlock();
        }
    }

    /** Writes what is pending and takes no more; those who follow are told. */
    void close() {
        disk.lock();
        try {
            synchronized (room) {
                confess(gate.reckonAll());
                closed = true;
            }
            drainHeld();
            followers.forEach(LogFollower::end);
            followers.clear();
            files.close();
        } catch (IOException e) {
            LOG.debug("Closing {} failed", path, e);
        } finally {
            disk.unlock();
        }
    }
}
