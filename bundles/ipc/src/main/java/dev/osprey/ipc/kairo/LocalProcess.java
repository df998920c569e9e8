package dev.osprey.ipc.kairo;

import dev.osprey.ipc.method.Answer;
import dev.osprey.ipc.method.Peer;
import dev.osprey.ipc.stream.PeerState;
import dev.osprey.ipc.stream.Peers;
import dev.osprey.ipc.stream.Push;
import dev.osprey.ipc.stream.StdinWriter;
import dev.osprey.ipc.stream.StreamSubscription;
import dev.osprey.process.ByteListener;
import dev.osprey.process.ManagedProcess;
import dev.osprey.process.OutputListener.Stream;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A process that a local peer has started. What it writes goes to all local peers, as in Kairo: to those that have subscribed to it as they
 * asked, to all others as it comes. Thread-safe.
 */
final class LocalProcess implements ByteListener {

    private final String id;
    private final String label;
    private final ManagedProcess process;
    private final StdinWriter stdin;
    private final Peers peers;
    private final Map<Stream, byte[]> heads = new EnumMap<>(Stream.class);
    private volatile boolean killed;

    /** Guarded by this, as the flag. */
    private final List<Answer> waiters = new ArrayList<>();

    private boolean ended;

    /** @param label what its owner calls itself */
    LocalProcess(String id, String label, ManagedProcess process, StdinWriter stdin, Peers peers) {
        this.id = id;
        this.label = label;
        this.process = process;
        this.stdin = stdin;
        this.peers = peers;
        for (Stream stream : Stream.values()) {
            heads.put(stream, Push.head("id", id, StreamSubscription.name(stream), 0));
        }
    }

    String id() {
        return id;
    }

    ManagedProcess process() {
        return process;
    }

    StdinWriter stdin() {
        return stdin;
    }

    /** Kairo's rule: who calls itself something reaches what it has started itself. */
    boolean belongsTo(Peer peer) {
        return peer.label().isEmpty() || peer.label().equals(label);
    }

    /** It is being killed: its id is free. */
    void kill() {
        killed = true;
    }

    boolean killed() {
        return killed;
    }

    /** @return false if it is too late to wait */
    synchronized boolean await(Answer answer) {
        if (ended || killed) {
            return false;
        }
        waiters.add(answer);
        return true;
    }

    @Override
    public void onBytes(Stream stream, ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            int size = Math.min(bytes.remaining(), Push.LONGEST);
            ByteBuffer part = bytes.duplicate().limit(bytes.position() + size);
            bytes.position(bytes.position() + size);
            part(stream, part);
        }
    }

    private void part(Stream stream, ByteBuffer part) {
        ByteBuf frame = null;
        try {
            for (PeerState state : peers.local()) {
                List<StreamSubscription> subscriptions = state.streamsOf(id);
                if (!subscriptions.isEmpty()) {
                    subscriptions.forEach(each -> each.onBytes(stream, part.duplicate()));
                } else if (StreamSubscription.room(state.peer())) {
                    if (frame == null) {
                        frame = Push.chunk(heads.get(stream), part.duplicate(), 0);
                    }
                    state.peer().send(frame.retainedDuplicate());
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            if (frame != null) {
                frame.release();
            }
        }
    }

    @Override
    public void onEnd(Stream stream) {
        peers.local().forEach(state -> state.streamsOf(id).forEach(each -> each.onEnd(stream)));
    }

    /** It has ended, and all of its output is out: first everybody hears of it, then those that waited get their answers. */
    void ended(int code, boolean idIsUsedAgain) {
        List<Answer> told;
        synchronized (this) {
            ended = true;
            told = List.copyOf(waiters);
            waiters.clear();
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", id);
        data.put("code", code);
        ByteBuf frame = Push.event("process.exit", data);
        for (PeerState state : peers.local()) {
            state.peer().send(frame.retainedDuplicate());
            if (!idIsUsedAgain) {
                state.removeStreamsOf(id);
            }
        }
        frame.release();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("status", "exited");
        result.put("id", id);
        result.put("exitCode", code);
        told.forEach(answer -> answer.value(result));
    }
}
