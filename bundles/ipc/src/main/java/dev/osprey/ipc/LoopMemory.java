package dev.osprey.ipc;

import dev.osprey.ipc.method.Request;
import dev.osprey.ipc.wire.Bytes;
import dev.osprey.ipc.wire.WireWriter;
import io.netty.util.concurrent.FastThreadLocal;

/** Working memory of an event loop, shared by its connections one after the other. */
final class LoopMemory {

    private static final FastThreadLocal<LoopMemory> OF_LOOP = new FastThreadLocal<>() {
        @Override
        protected LoopMemory initialValue() {
            return new LoopMemory();
        }
    };

    /** What was read from the socket. */
    final Bytes in = new Bytes(64 << 10);

    /** What the connection being read is answered at once. */
    final WireWriter out = new WireWriter(64 << 10);

    final Request request = new Request();
    final PromptAnswer answer = new PromptAnswer(out);

    private LoopMemory() {}

    static LoopMemory get() {
        return OF_LOOP.get();
    }
}
