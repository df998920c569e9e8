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
    private static final Duration DRAIN = Duration.ofSeconds(30);

    /** A server takes so many new connections at a time. */
    private static final int AT_A_TIME = 100;

    private static final AtomicInteger RUNS = new AtomicInteger();

    final List<Link> publishers = new ArrayList<>();
    final List<Link> subscribers = new ArrayList<>();
    final List<Shot> shots = new ArrayList<>();
    final String subject = "bench.load." + RUNS.incrementAndGet() + "."
            + ProcessHandle.current().pid();
    private final Selector selector = Selector.open();
    private final boolean acks;

    private Crowd(boolean acks) throws IOException {
        this.acks = acks;
    }

    /** Connects all and waits until each is ready. */
    static Crowd of(Peer peer, Cell cell, int buffer) throws IOException {
        Crowd crowd = new Crowd(cell.acks() || peer.wire().alwaysAcks());
        try {
            for (int i = 0; i < cell.subscribers() + cell.publishers(); i++) {
                boolean subscriber = i < cell.subscribers();
                byte[] greeting = peer.wire().greeting(crowd.subject, subscriber, cell.acks());
                crowd.connect(peer, cell, subscriber, greeting, buffer);
                if (i % AT_A_TIME == AT_A_TIME - 1) {
                    crowd.ready(peer);
                }
            }
            for (int p = 0; p < cell.publishers(); p++) {
                crowd.shots.add(peer.wire().shot(crowd.subject, p, cell));
            }
            crowd.ready(peer);
            return crowd;
        } catch (IOException | RuntimeException e) {
            crowd.close();
            throw e;
        }
    }

    /** One subscriber that asks for what this greeting says; {@code cell} describes the events. */
    static Crowd listener(Peer peer, Cell cell, byte[] greeting, int buffer) throws IOException {
        Crowd crowd = new Crowd(false);
        try {
            crowd.connect(peer, cell, true, greeting, buffer);
            crowd.ready(peer);
            return crowd;
        } catch (IOException | RuntimeException e) {
            crowd.close();
            throw e;
        }
    }

    private void connect(Peer peer, Cell cell, boolean subscriber, byte[] greeting, int buffer) throws IOException {
        (subscriber ? subscribers : publishers)
                .add(new Link(peer, cell, selector, new Tally(cell.publishers()), greeting, buffer));
    }

    private void ready(Peer peer) throws IOException {
        boolean all = until(
                () -> publishers.stream().allMatch(link -> link.tally.greeted)
                        && subscribers.stream().allMatch(link -> link.tally.greeted),
                HANDSHAKE);
        if (!all) {
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

    /**
     * Waits for what is under way and compares.
     *
     * @param sent events of each publisher
     * @return how many are lost, doubled, out of order, damaged or not acknowledged
     */
    long settle(long... sent) throws IOException {
        boolean all = until(() -> complete(sent), DRAIN);
        long faults = 0;
        for (Link link : subscribers) {
            faults += link.tally.faults();
            for (int p = 0; p < sent.length; p++) {
                faults += sent[p] - link.tally.reached(p);
            }
        }
        for (int p = 0; p < sent.length; p++) {
            Tally tally = publishers.get(p).tally;
            faults += tally.faults() + (acks ? Math.abs(sent[p] - tally.acked) : 0);
        }
        return all ? faults : Math.max(1, faults);
    }

    private boolean complete(long[] sent) {
        for (int p = 0; p < sent.length; p++) {
            if (reached(p) < sent[p] || acks && publishers.get(p).tally.acked < sent[p]) {
                return false;
            }
        }
        return true;
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
