package dev.osprey.launcher.run;

import dev.osprey.launcher.manifest.Manifest;
import dev.osprey.module.ModulePhase;
import dev.osprey.module.ModuleState;
import dev.osprey.module.ModuleStatus;
import dev.osprey.process.ManagedProcess;
import java.nio.file.Path;

/** Where a module stands, for everyone to read. Thread-safe: every method holds the lock, none calls out. */
final class StatusBoard {

    // all guarded by this
    private ModuleState state;
    private boolean desired;
    private ModulePhase phase = ModulePhase.STOPPED;
    private ManagedProcess process;
    private Integer exitCode;
    private String reason;

    StatusBoard(ModuleState state) {
        this.state = state;
        this.desired = state == ModuleState.ENABLED;
    }

    synchronized ModuleState state() {
        return state;
    }

    /** What is wanted follows what is configured. */
    synchronized void state(ModuleState changed) {
        if (state != changed) {
            state = changed;
            desired = changed == ModuleState.ENABLED;
        }
    }

    synchronized void starting() {
        desired = true;
        phase = ModulePhase.STARTING;
        reason = null;
        exitCode = null;
    }

    synchronized void running(ManagedProcess started) {
        process = started;
    }

    /** Whether its process runs and nothing has ended or is ending it. */
    synchronized boolean up() {
        return process != null && (phase == ModulePhase.STARTING || phase == ModulePhase.READY);
    }

    synchronized void ready() {
        if (phase == ModulePhase.STARTING) {
            phase = ModulePhase.READY;
            reason = null;
        }
    }

    synchronized void undesired() {
        desired = false;
    }

    synchronized void stopping() {
        phase = ModulePhase.STOPPING;
    }

    synchronized void stopped(String why, Integer code) {
        end(ModulePhase.STOPPED, why, code);
    }

    synchronized void failed(String why, Integer code) {
        end(ModulePhase.FAILED, why, code);
    }

    private void end(ModulePhase last, String why, Integer code) {
        phase = last;
        reason = why;
        exitCode = code;
        process = null;
    }

    synchronized void reason(String text) {
        reason = text;
    }

    synchronized ModuleStatus show(Manifest manifest, Path folder) {
        return new ModuleStatus(
                manifest.name(),
                manifest.displayName(),
                manifest.type(),
                manifest.runtime(),
                state,
                desired,
                phase,
                process == null ? 0 : process.pid(),
                process == null ? null : process.startedAt(),
                exitCode,
                reason,
                folder.toString());
    }
}
