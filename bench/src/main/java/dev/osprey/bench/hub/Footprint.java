package dev.osprey.bench.hub;

import dev.osprey.bench.process.Heap;
import java.io.IOException;

/**
 * What a server holds, in kB.
 *
 * @param resident memory of the process
 * @param heap in use after a collection; 0 for a server without a JVM, NaN if it does not say
 * @param direct buffers outside the heap; likewise
 */
record Footprint(double resident, double heap, double direct) {

    static Footprint of(Peer peer) throws IOException {
        double heap = 0;
        double direct = 0;
        if (peer.jvm()) {
            var used = Heap.usedAfterCollection(peer.pid());
            var buffers = Heap.direct(peer.pid());
            heap = used.isPresent() ? used.getAsLong() : Double.NaN;
            direct = buffers.isPresent() ? buffers.getAsLong() : Double.NaN;
        }
        return new Footprint(ProcStat.residentKb(peer.pid()), heap, direct);
    }

    Footprint since(Footprint before) {
        return new Footprint(resident - before.resident, heap - before.heap, direct - before.direct);
    }

    /** The three added up, although what is in use of heap and buffers is resident as well: nothing is left out this way. */
    double sum() {
        return resident + heap + direct;
    }
}
