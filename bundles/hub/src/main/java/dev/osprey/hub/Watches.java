package dev.osprey.hub;

import com.fasterxml.jackson.databind.JsonNode;
import dev.osprey.registry.RegistryWatch;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watches of one connection. They are read on the watch thread, a portion at a time, and only when the portion before has gone
 * out to the network: however much changes, no more than one portion waits for a client. This class is threadsafe.
 */
final class Watches {

    static final int MOST = 16;

    private static final Logger log = LoggerFactory.getLogger(Watches.class);

    private final WatchDesk desk;
    private final Line line;
    private final AtomicBoolean queued = new AtomicBoolean();
    /** Whether a portion is on its way. */
    private final AtomicBoolean writing = new AtomicBoolean();
    /** By the id's JSON, the one that waits longest first. Guarded by this. */
    private final Map<String, Watch> open = new LinkedHashMap<>();

    /** The way to the client. */
    interface Line {
        /** Whether the client reads what is sent. */
        boolean open();

        /** Writes frames unless the watch has ended by then, and calls back when they have gone out or will not. */
        void write(Watch watch, byte[] frames, Runnable sent);
    }

    Watches(WatchDesk desk, Line line) {
        this.desk = desk;
        this.line = line;
    }

    /** Begins a watch. @return false if its id is in use */
    synchronized boolean add(Watch watch) {
        if (open.putIfAbsent(watch.id().toString(), watch) != null) {
            return false;
        }
        desk.add(this);
        return true;
    }

    /** Ends a watch; on the event loop. */
    synchronized void remove(JsonNode id) {
        Watch watch = open.remove(id.toString());
        if (watch != null) {
            watch.end();
        }
        if (open.isEmpty()) {
            desk.remove(this);
        }
    }

    synchronized List<Watch> open() {
        return new ArrayList<>(open.values());
    }

    synchronized int size() {
        return open.size();
    }

    /** Ends all; on the event loop. */
    synchronized void close() {
        open.values().forEach(Watch::end);
        open.clear();
        desk.remove(this);
    }

    /** Asks for a turn on the watch thread; one is enough for all that happens until it begins. */
    void wake() {
        if (!queued.get() && queued.compareAndSet(false, true)) {
            desk.execute(this::turn);
        }
    }

    private void turn() {
        queued.set(false);
        RegistryWatch registry = desk.registry();
        if (registry == null || writing.get() || !line.open()) {
            return;
        }
        boolean more = false;
        for (int i = size(); i > 0; i--) {
            Watch watch = next();
            if (watch == null) {
                return;
            }
            Bytes out = new Bytes(1 << 10);
            more |= read(watch, registry, out);
            if (out.length > 0) {
                writing.set(true);
                line.write(watch, out.copy(), this::sent);
                return;
            }
        }
        if (more) {
            wake();
        }
    }

    /** The watch whose turn it is; it goes to the end of the line. */
    private synchronized Watch next() {
        Iterator<Watch> all = open.values().iterator();
        if (!all.hasNext()) {
            return null;
        }
        Watch watch = all.next();
        all.remove();
        open.put(watch.id().toString(), watch);
        return watch;
    }

    private boolean read(Watch watch, RegistryWatch registry, Bytes out) {
        int resets = watch.resets();
        try {
            return watch.read(registry, out);
        } catch (RuntimeException foreign) {
            log.debug("A watch ends, because the registry cannot be read", foreign);
            out.clear();
            boolean refused = foreign instanceof IllegalArgumentException;
            Replies.error(
                    out,
                    refused ? Refusal.badField(foreign.getMessage()) : Refusal.noRegistry(),
                    Map.of("id", watch.id()));
            forget(watch);
            return false;
        } finally {
            desk.countResets(watch.resets() - resets);
        }
    }

    /** Reads a watch no more; what was read of it, its error, is still written. */
    private synchronized void forget(Watch watch) {
        open.remove(watch.id().toString(), watch);
        if (open.isEmpty()) {
            desk.remove(this);
        }
    }

    private void sent() {
        writing.set(false);
        wake();
    }
}
