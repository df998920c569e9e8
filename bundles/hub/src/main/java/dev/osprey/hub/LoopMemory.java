package dev.osprey.hub;

import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayList;
import java.util.List;

/** Working memory of an event loop, shared by its connections one after the other. */
final class LoopMemory {

    private static final FastThreadLocal<LoopMemory> OF_LOOP = new FastThreadLocal<>() {
        @Override
        protected LoopMemory initialValue() {
            return new LoopMemory();
        }

        @Override
        protected void onRemoval(LoopMemory memory) {
            memory.close();
        }
    };

    /** What was read from the socket. */
    final Bytes in = new Bytes(64 << 10);

    /** Frames of the run of events that go to the same target. */
    final Bytes run = new Bytes(96 << 10);

    /** What the connection being read gets to hear. */
    final Bytes replies = new Bytes(16 << 10);

    /** The hashes of the ids of the run. */
    long[] ids = new long[512];

    /** What it gets to hear once its run of events has been kept. */
    final Bytes acks = new Bytes(1 << 10);

    final Frame frame = new Frame();
    final Splicer splicer = new Splicer();

    /** Whose sockets were written to during the read under way, to be flushed at its end. */
    private final List<Outlet> written = new ArrayList<>();

    private boolean reading;

    /** Null until a connection of this loop compresses, like {@link #unpacker}. */
    private Packer packer;

    private Unpacker unpacker;

    private LoopMemory() {}

    /** A connection of this loop is being read. */
    void beginRead() {
        reading = true;
    }

    /** @return false if no connection is being read, so that nothing would see to it */
    boolean flushLater(Outlet outlet) {
        if (reading) {
            written.add(outlet);
        }
        return reading;
    }

    /** What the read has brought goes on while it is still in the processor's cache. */
    void endRead() {
        reading = false;
        for (int i = 0; i < written.size(); i++) {
            written.get(i).turn();
        }
        written.clear();
    }

    Packer packer() {
        if (packer == null) {
            packer = new Packer();
        }
        return packer;
    }

    Unpacker unpacker() {
        if (unpacker == null) {
            unpacker = new Unpacker();
        }
        return unpacker;
    }

    /** The event loop ends. */
    private void close() {
        if (packer != null) {
            packer.close();
        }
        if (unpacker != null) {
            unpacker.close();
        }
    }

    static LoopMemory get() {
        return OF_LOOP.get();
    }
}
