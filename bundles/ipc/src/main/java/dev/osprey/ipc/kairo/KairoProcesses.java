package dev.osprey.ipc.kairo;

import dev.osprey.access.AccessControl;
import dev.osprey.access.AccessDeniedException;
import dev.osprey.access.AuditLog;
import dev.osprey.access.Permission;
import dev.osprey.ipc.method.Answer;
import dev.osprey.ipc.method.Described;
import dev.osprey.ipc.method.Method;
import dev.osprey.ipc.method.Peer;
import dev.osprey.ipc.stream.Peers;
import dev.osprey.process.ManagedProcess;
import dev.osprey.process.ProcessSpec;
import dev.osprey.process.Processes;
import dev.osprey.process.SpawnException;
import dev.osprey.tool.ToolException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kairo's methods on processes, for those that have not said who they are: its names, shapes and texts. The requests of one peer are worked on in
 * their order, on threads that are not the event loop's.
 */
final class KairoProcesses {

    static final String OWNER = "local";

    private static final Logger log = LoggerFactory.getLogger(KairoProcesses.class);
    private static final Duration GRACE = Duration.ofSeconds(3);

    /** What a method does, away from the event loop. */
    @FunctionalInterface
    private interface Work {
        void on(Peer peer, Map<String, Object> params, Answer answer);
    }

    private final LocalProcesses table;
    private final SpawnOptions options;
    private final Supplier<Processes> processes;
    private final Executor patient;
    private final AccessControl access;
    private final AuditLog audit;

    /** @param processes gives null while there is nobody who starts any */
    KairoProcesses(
            LocalProcesses table,
            SpawnOptions options,
            Supplier<Processes> processes,
            Executor patient,
            AccessControl access,
            AuditLog audit) {
        this.table = table;
        this.options = options;
        this.processes = processes;
        this.patient = patient;
        this.access = access;
        this.audit = audit;
    }

    List<Described> methods() {
        List<String> status = List.of("status! string", "id! string");
        return List.of(
                Described.of(
                        "process.spawn",
                        "Starts a process under an id of the caller's choice; its output and end are sent to everybody who has not said who he is.",
                        inOrder("process.spawn", this::spawn),
                        status,
                        "id! string",
                        "command! array",
                        "options object"),
                Described.of(
                        "process.kill",
                        "Ends a process and all that it started.",
                        inOrder("process.kill", this::kill),
                        status,
                        "id! string"),
                Described.of(
                        "process.stdin.write",
                        "Writes to a process; answered when its pipe has taken it all.",
                        inOrder("process.stdin.write", this::write),
                        status,
                        "id! string",
                        "data! any"),
                Described.of(
                        "process.stdin.close",
                        "Ends a process's input.",
                        inOrder("process.stdin.close", this::close),
                        status,
                        "id! string"),
                Described.of(
                        "process.wait",
                        "Waits for the end of a process.",
                        inOrder("process.wait", this::await),
                        List.of("status! string", "id! string", "exitCode! integer"),
                        "id! string"),
                Described.of(
                        "process.pause",
                        "Stops a process where it is.",
                        inOrder("process.pause", this::pause),
                        status,
                        "id! string"),
                Described.of(
                        "process.resume",
                        "Lets it go on.",
                        inOrder("process.resume", this::resume),
                        status,
                        "id! string"),
                Described.of(
                        "process.status",
                        "Tells whether a process runs, and how it ended.",
                        inOrder("process.status", this::status),
                        List.of("state! string", "pid integer", "exitCode integer"),
                        "id! string"));
    }

    private Method inOrder(String method, Work work) {
        return (request, now) -> {
            Peer peer = request.peer();
            Map<String, Object> params = request.params();
            Answer answer = request.later();
            Peers.of(peer).lane().execute(() -> {
                try {
                    access.check(peer.principal(), Permission.TOOL_CALL, method);
                    work.on(peer, params, answer);
                } catch (ToolException | AccessDeniedException | IllegalArgumentException refused) {
                    answer.error(refused.getMessage());
                } catch (RuntimeException fault) {
                    log.error("A request about a process has failed", fault);
                    answer.error("It has failed; the log has the detail");
                }
            });
        };
    }

    private static Map<String, Object> status(String status, Map<String, Object> params) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("status", status);
        result.put("id", params.get("id"));
        return result;
    }

    /** The process that is meant; empty if there is none. */
    private Optional<LocalProcess> find(String method, Peer peer, Map<String, Object> params) {
        if (!Params.given(params, "id")) {
            throw new IllegalArgumentException("Missing params: id");
        }
        String id = id(params);
        Optional<LocalProcess> found = table.find(id);
        if (found.isPresent() && !found.get().belongsTo(peer)) {
            throw new IllegalArgumentException("Permission denied: " + method + " on process " + id);
        }
        return found;
    }

    private static String id(Map<String, Object> params) {
        return Params.text(params.get("id"));
    }

    private void record(Peer peer, String tool, String outcome) {
        audit.record(peer.principal(), "ipc", Permission.TOOL_CALL.key(), tool, outcome);
    }

    private void spawn(Peer peer, Map<String, Object> params, Answer answer) {
        if (!Params.given(params, "id") || !Params.given(params, "command")) {
            throw new IllegalArgumentException("Missing params: id, command");
        }
        if (!(params.get("command") instanceof List<?> command)) {
            throw new IllegalArgumentException("cmd must be an array");
        }
        if (command.isEmpty()) {
            throw new IllegalArgumentException("cmd must not be empty");
        }
        Processes starter = processes.get();
        if (starter == null) {
            throw new IllegalArgumentException("Nobody starts processes now: the bundle process is not there");
        }
        String id = id(params);
        ProcessSpec spec = options.spec(id, command.stream().map(Params::text).toList(), params.get("options"));
        Processes.Held held;
        try {
            held = table.spawn(starter, id, peer.label(), spec);
        } catch (SpawnException refused) {
            record(peer, "process.spawn", refused.reason().name().toLowerCase(Locale.ROOT));
            throw new IllegalArgumentException(text(refused, spec.argv().get(0)), refused);
        }
        record(peer, "process.spawn", "ok");
        answer.value(status("spawned", params));
        held.release();
    }

    /** In Kairo's words where it has some. */
    private static String text(SpawnException refused, String program) {
        return switch (refused.reason()) {
            case NOT_IN_PATH -> "Executable not found in $PATH: \"" + program + "\"";
            case NO_PROGRAM, NO_FOLDER -> "ENOENT: no such file or directory, posix_spawn '" + program + "'";
            case NOT_EXECUTABLE -> "EACCES: permission denied, posix_spawn '" + program + "'";
            default -> refused.getMessage();
        };
    }

    private void kill(Peer peer, Map<String, Object> params, Answer answer) {
        find("process.kill", peer, params).ifPresent(process -> {
            patient.execute(() -> process.process().kill(GRACE));
            process.kill();
            record(peer, "process.kill", "ok");
        });
        answer.value(status("killed", params));
    }

    private void write(Peer peer, Map<String, Object> params, Answer answer) {
        Object data = params.get("data");
        if (!Params.given(params, "id") || data == null) {
            throw new IllegalArgumentException("Missing params: id, data");
        }
        if (!(data instanceof String) && !(data instanceof byte[])) {
            throw new IllegalArgumentException("write() expects a string, ArrayBufferView, or ArrayBuffer");
        }
        byte[] bytes = data instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : (byte[]) data;
        input("process.stdin.write", peer, params, answer, bytes, "written");
    }

    private void close(Peer peer, Map<String, Object> params, Answer answer) {
        input("process.stdin.close", peer, params, answer, null, "closed");
    }

    private void input(String method, Peer peer, Map<String, Object> params, Answer answer, byte[] bytes, String done) {
        LocalProcess process =
                find(method, peer, params).filter(there -> !there.killed()).orElseThrow(() -> noInput(params));
        boolean taken = process.stdin().write(bytes, failure -> {
            if (failure == null) {
                answer.value(status(done, params));
            } else {
                answer.error(noInput(params).getMessage());
            }
        });
        if (!taken) {
            throw new IllegalArgumentException("Process " + id(params)
                    + " has not read what was written before; wait for the answers before you write more");
        }
    }

    private static IllegalArgumentException noInput(Map<String, Object> params) {
        return new IllegalArgumentException("Process " + id(params) + " not found or stdin not available");
    }

    private void await(Peer peer, Map<String, Object> params, Answer answer) {
        Optional<LocalProcess> process = find("process.wait", peer, params);
        if (process.isEmpty() || !process.get().await(answer)) {
            throw new IllegalArgumentException("Process " + id(params) + " not found");
        }
    }

    private void pause(Peer peer, Map<String, Object> params, Answer answer) {
        change("process.pause", peer, params, answer, ManagedProcess::pause, "paused");
    }

    private void resume(Peer peer, Map<String, Object> params, Answer answer) {
        change("process.resume", peer, params, answer, ManagedProcess::resume, "resumed");
    }

    private void change(
            String method,
            Peer peer,
            Map<String, Object> params,
            Answer answer,
            Consumer<ManagedProcess> action,
            String done) {
        Optional<LocalProcess> process = find(method, peer, params).filter(there -> !there.killed());
        String outcome = "failed";
        if (process.isPresent()) {
            try {
                action.accept(process.get().process());
                outcome = done;
                record(peer, method, "ok");
            } catch (IllegalStateException ended) {
                log.debug("{} came too late: {}", method, ended.getMessage());
            }
        }
        answer.value(status(outcome, params));
    }

    private void status(Peer peer, Map<String, Object> params, Answer answer) {
        Optional<LocalProcess> process = find("process.status", peer, params);
        Optional<Integer> code = table.code(id(params));
        Map<String, Object> result = new LinkedHashMap<>();
        if (process.isPresent()) {
            result.put("state", "running");
            result.put("pid", process.get().process().pid());
        } else if (code.isPresent()) {
            result.put("state", "exited");
            result.put("exitCode", code.get());
        } else {
            result.put("state", "unknown");
        }
        answer.value(result);
    }
}
