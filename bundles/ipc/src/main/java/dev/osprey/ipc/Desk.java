package dev.osprey.ipc;

import dev.osprey.ipc.method.Method;
import dev.osprey.ipc.method.MethodTable;
import dev.osprey.ipc.method.Methods;
import dev.osprey.ipc.method.Standing;

/**
 * What all connections of one socket share.
 *
 * @param own the methods that the door answers itself, for everybody
 */
record Desk(IpcSettings settings, Methods methods, MethodTable own, PeerTable table, Tally tally) {

    /** The method of a name for whoever asks; null if there is none. */
    Method find(Line line, byte[] b, int from, int to) {
        Method method = line.standing() == Standing.STRANGER ? null : methods.find(line, b, from, to);
        return method == null ? own.find(b, from, to) : method;
    }
}
