package dev.osprey.bench.hub;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** The connections of one run, publishers and subscribers of one subject, all on the calling thread. */
final class Crowd implements AutoCloseable {

    private static final Duration HANDSHAKE = Duration.ofSeconds(30);
    private static final AtomicInteger RUNS = new AtomicInteger();

    final List<Link> publishers = new ArrayList<>();
    final List<Link> subscribers = new ArrayList<>();
    final List<Shot> shots = new ArrayList<>();
    private final Selector selector = Selector.open();

    private Crowd() throws IOException {}

    /** Connects all and waits until each is ready. */
    static Crowd of(Peer peer, Cell cell, int buffer) throws IOException {
        Crowd crowd = new Crowd();
        try {
            crowd.connect(peer, cell, buffer);
            return crowd;
        } catch (IOException | RuntimeException e) {
            crowd.close();
            throw e;
        }
    }

    private void connect(Peer peer, Cell cell, int buffer) throws IOException {
        String subject = "bench.load." + RUNS.incrementAndGet() + "."
                + ProcessHandle.current().pid();
        for (int i = 0; i < cell.subscribers() + cell.publishers(); i++) {
            boolean subscriber = i < cell.subscribers();
            Tally tally = new Tally(cell.publishers());
            byte[] greeting = peer.wire().greeting(subject, subscriber, cell.acks());
            Link link = new Link(peer, cell, selector, tally, greeting, buffer);
            (subscriber ? subscribers : publishers).add(link);
            if (i % 100 == 99) {
                // a server takes so many new connections at a time
                until(() -> tally.greeted, HANDSHAKE);
            }
        }
        for (int p = 0; p < cell.publishers(); p++) {
            shots.add(peer.wire().shot(subject, p, cell));
        }
        boolean ready = until(
                () -> publishers.stream().allMatch(link -> link.tally.greeted)
                        && subscribers.stream().allMatch(link -> link.tally.greeted),
                HANDSHAKE);
        if (!ready) {
            throw new IOException(peer.name() + " did not complete all handshakes within " + HANDSHAKE);
        }
    }

    /** Reads and writes what can be now; waits at most so many milliseconds for something, 0 for not at all. */
    void turn(long wait) throws IOException {
        int ready = wait == 0 ? selector.selectNow() : selector.select(wait);
        if (ready == 0) {
            return;
        }
        for (SelectionKey key : selector.selectedKeys()) {
            Link link = (Link) key.attachment();
            if (key.isReadable()) {
                link.read();
            }
            if (key.isValid() && key.isWritable()) {
                link.flush();
            }
        }
        selector.selectedKeys().clear();
    }

    /** Takes turns until it is so. @return false if it is not by then */
    boolean until(BooleanSupplier condition, Duration most) throws IOException {
        long end = System.nanoTime() + most.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            turn(10);
        }
        return true;
    }

    /** Events that all subscribers have got together. */
    long delivered() {
        long sum = 0;
        for (Link link : subscribers) {
            sum += link.tally.delivered;
        }
        return sum;
    }

    /** Events of this publisher that each subscriber has got. */
    long reached(int publisher) {
        long least = Long.MAX_VALUE;
        for (Link link : subscribers) {
            least = Math.min(least, link.tally.reached(publisher));
        }
        return least;
    }

    @Override
    public void close() throws IOException {
        for (Link link : publishers) {
            link.close();
        }
        for (Link link : subscribers) {
            link.close();
        }
        selector.close();
    }
}
