package dev.osprey.hub;

import dev.osprey.access.Principal;
import io.netty.buffer.ByteBufAllocator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The connections that are open. Thread-safe. */
final class Peers {

    /** As many as one answer of {@code /stats} lists. */
    private static final int LISTED = 1_000;

    private final Set<Peer> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong ids = new AtomicLong();
    private final ByteBufAllocator allocator;

    Peers(ByteBufAllocator allocator) {
        this.allocator = allocator;
    }

    ByteBufAllocator allocator() {
        return allocator;
    }

    /** A number for a new connection. */
    long nextNumber() {
        return ids.incrementAndGet();
    }

    void add(Peer peer) {
        open.add(peer);
    }

    void remove(Peer peer) {
        open.remove(peer);
    }

    /** The open connections, the oldest first. */
    List<Peer> all() {
        return open.stream().sorted(Comparator.comparingLong(Peer::number)).toList();
    }

    int count() {
        return open.size();
    }

    /** Bytes that wait for all connections, shared ones counted for each. */
    long pending() {
        return open.stream().mapToLong(Peer::pending).sum();
    }

    /** Patterns that connections have subscribed to. */
    long patterns() {
        return open.stream().mapToLong(Peer::patterns).sum();
    }

    /** Cuts off whoever speaks for an incarnation that has ended. */
    void end(Principal ended) {
        for (Peer peer : open) {
            Principal principal = peer.principal();
            if (principal.name().equals(ended.name()) && principal.incarnation().equals(ended.incarnation())) {
                peer.run(() -> peer.close(4401, "the credential has ended"));
            }
        }
    }

    void check() {
        for (Peer peer : open) {
            peer.run(() -> peer.check(System.nanoTime()));
        }
    }

    /** Says good-bye to everyone and waits, for a while, until they have gone. */
    void closeAll(int code, String why, Duration most) {
        List<Peer> all = new ArrayList<>(open);
        all.forEach(peer -> peer.run(() -> peer.close(code, why)));
        long deadline = System.nanoTime() + most.toNanos();
        all.forEach(peer -> peer.awaitEnd(Math.max(0, deadline - System.nanoTime())));
    }

    /** Connections in the order in which they came; the first thousand. */
    List<Map<String, Object>> clients() {
        return open.stream()
                .sorted(Comparator.comparingLong(Peer::number))
                .limit(LISTED)
                .map(Peer::view)
                .toList();
    }

    List<Map<String, Object>> view() {
        List<Map<String, Object>> view = new ArrayList<>();
        for (Peer peer : open) {
            if (view.size() == LISTED) {
                break;
            }
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", peer.name());
            one.put("patterns", peer.patterns());
            one.put("pending_bytes", peer.pending());
            one.put("dropped", peer.tally().dropped());
            view.add(one);
        }
        return view;
    }
}
