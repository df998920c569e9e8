package dev.osprey.process.table;

import dev.osprey.process.ExitReason;
import dev.osprey.process.ProcessExit;
import dev.osprey.process.ProcessState;
import dev.osprey.process.Signal;
import dev.osprey.process.tree.SignalNumber;
import java.util.EnumSet;
import java.util.Set;

/** Where one process stands, and why it came to its end. Thread-safe. */
final class Life {

    private static final String KILL = "KILL";

    // guarded by this
    private ProcessState state = ProcessState.RUNNING;
    // guarded by this
    private ProcessExit exit;
    // guarded by this
    private boolean killed;
    // guarded by this
    private boolean timeOver;
    // guarded by this
    private final Set<Signal> sent = EnumSet.noneOf(Signal.class);

    synchronized ProcessState state() {
        return state;
    }

    synchronized ProcessExit exit() {
        return exit;
    }

    /** @return what it was before; the same if it has ended */
    synchronized ProcessState move(ProcessState next) {
        ProcessState before = state;
        if (before != ProcessState.EXITED) {
            state = next;
        }
        return before;
    }

    /** A kill begins. */
    synchronized void killing() {
        if (state != ProcessState.EXITED) {
            state = ProcessState.STOPPING;
            killed = true;
        }
    }

    /** Its wall time is over. @return whether it lived until then */
    synchronized boolean timeOver() {
        timeOver = state != ProcessState.EXITED && !killed;
        return timeOver;
    }

    synchronized void sending(Signal signal) {
        sent.add(signal);
    }

    /** @param oomKills how many of its tree the kernel ended for want of memory; negative if nobody counts */
    synchronized ProcessExit ended(int code, long oomKills) {
        String signal = SignalNumber.name(code);
        exit = new ProcessExit(code, signal, reason(signal, oomKills));
        state = ProcessState.EXITED;
        return exit;
    }

    private ExitReason reason(String signal, long oomKills) {
        if (timeOver) {
            return ExitReason.TIME_LIMIT;
        }
        if (oomKills > 0 && KILL.equals(signal)) {
            return ExitReason.OUT_OF_MEMORY;
        }
        if (killed || signal != null && sent.stream().anyMatch(one -> one.name().equals(signal))) {
            return ExitReason.KILLED;
        }
        return signal == null ? ExitReason.EXITED : ExitReason.SIGNALLED;
    }
}
