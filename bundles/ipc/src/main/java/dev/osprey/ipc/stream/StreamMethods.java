package dev.osprey.ipc.stream;

import dev.osprey.access.AccessControl;
import dev.osprey.access.AccessDeniedException;
import dev.osprey.access.AuditLog;
import dev.osprey.access.Permission;
import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.ipc.method.Answer;
import dev.osprey.ipc.method.Described;
import dev.osprey.ipc.method.Peer;
import dev.osprey.ipc.method.Request;
import dev.osprey.ipc.method.Standing;
import dev.osprey.process.ManagedProcess;
import dev.osprey.process.OutputListener.Stream;
import dev.osprey.process.ProcessExit;
import dev.osprey.process.Processes;
import dev.osprey.tool.ToolException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Subscriptions to what processes write, for everybody. Local peers name a process as they started it, others as Osprey does. */
public final class StreamMethods {

    /** Credit that a subscription can have at a time. */
    public static final long MOST_CREDIT = Credit.MOST;

    static final String TOOL = "process.output";

    private final Supplier<Processes> processes;
    private final AccessControl access;
    private final AuditLog audit;

    /** @param processes gives null while there is nobody who starts any */
    public StreamMethods(Supplier<Processes> processes, AccessControl access, AuditLog audit) {
        this.processes = processes;
        this.access = access;
        this.audit = audit;
    }

    public List<Described> methods() {
        return List.of(
                Described.of(
                        "process.stdout.subscribe",
                        "Follows what a process writes, in numbered parts; with credit only as much at a time as is asked for.",
                        this::subscribe,
                        List.of("subscriptionId! string"),
                        "pid! string",
                        "stream string",
                        "mode string",
                        "bufferSize integer",
                        "credit integer",
                        "lossy boolean"),
                Described.of(
                        "process.stdout.unsubscribe",
                        "Ends such a subscription.",
                        (request, answer) -> answer.value(Map.of(
                                "ok", Peers.of(request.peer()).remove(text(request.params(), "subscriptionId")))),
                        List.of("ok! boolean"),
                        "subscriptionId! string"),
                Described.of(
                        "stream.credit",
                        "Lets a subscription with credit send so many bytes more.",
                        this::credit,
                        List.of("subscriptionId! string", "credit! integer"),
                        "subscriptionId! string",
                        "bytes! integer"));
    }

    private static String text(Map<String, Object> params, String name) {
        Object value = params.get(name);
        return value == null ? "" : value.toString();
    }

    private void subscribe(Request request, Answer answer) {
        Map<String, Object> params = request.params();
        String process = text(params, "pid");
        if (process.isEmpty()) {
            throw invalid("Missing params: pid", "Name the process.");
        }
        Peer peer = request.peer();
        StreamSubscription subscription = new StreamSubscription(Ids.next("stream_"), process, peer, wish(params));
        boolean added = peer.standing() == Standing.LOCAL
                ? Peers.of(peer).add(subscription)
                : follow(peer, subscription, wish(params));
        if (!added) {
            throw new ToolException(
                    ToolException.BUSY,
                    "This connection has " + PeerState.MOST + " subscriptions, which is the most",
                    "End some that nobody needs.");
        }
        answer.value(Map.of("subscriptionId", subscription.id()));
    }

    private static StreamSubscription.Wish wish(Map<String, Object> params) {
        Set<Stream> streams =
                switch (text(params, "stream")) {
                    case "", "both" -> EnumSet.allOf(Stream.class);
                    case "stdout" -> EnumSet.of(Stream.STDOUT);
                    case "stderr" -> EnumSet.of(Stream.STDERR);
                    default -> throw invalid("stream is " + params.get("stream"), "Give stdout, stderr or both.");
                };
        String mode = text(params, "mode");
        if (!Set.of("", "chunk", "line").contains(mode)) {
            throw invalid("mode is " + mode, "Give chunk or line.");
        }
        long credit = number(params, "credit", 0);
        if (credit < 0 || credit > Credit.MOST) {
            throw invalid("credit is " + credit, "Give 1 to " + Credit.MOST + ", or none.");
        }
        boolean lossy = Boolean.TRUE.equals(params.get("lossy"));
        if (lossy && credit == 0) {
            throw invalid("lossy without credit", "Give credit: without it nothing is left out.");
        }
        int longest = (int) Math.max(1, Math.min(LineMode.LONGEST, number(params, "bufferSize", LineMode.LONGEST)));
        return new StreamSubscription.Wish(streams, mode.equals("line"), longest, credit, lossy);
    }

    private static long number(Map<String, Object> params, String name, long otherwise) {
        return params.get(name) instanceof Number number ? number.longValue() : otherwise;
    }

    /** For who has said who it is. */
    private boolean follow(Peer peer, StreamSubscription subscription, StreamSubscription.Wish wish) {
        Principal principal = peer.principal();
        Processes table = processes.get();
        ManagedProcess process =
                (table == null ? null : table.find(subscription.process()).orElse(null));
        boolean own = process != null && process.spec().owner().equals(principal.name());
        try {
            access.check(principal, Permission.TOOL_CALL, TOOL);
        } catch (AccessDeniedException denied) {
            throw denied(denied.verdict().reason(), denied.verdict().remedy());
        }
        if (principal.role() == Role.VIEWER) {
            throw denied(principal.name() + " has the role viewer", "Call it as somebody with the role operator.");
        }
        if (process == null || process.ended().isPresent()) {
            throw new ToolException(
                    ToolException.NOT_FOUND,
                    "Process " + subscription.process() + (process == null ? " not found" : " has ended"),
                    "process.list shows those that there are.");
        }
        if (wish.credit() > 0 && !wish.lossy() && !own && principal.role() != Role.ADMIN) {
            throw denied(
                    "With credit a subscriber can hold a process up, and this one belongs to "
                            + process.spec().owner(),
                    "Subscribe with lossy, or without credit.");
        }
        PeerState state = Peers.of(peer);
        if (!state.add(subscription)) {
            return false;
        }
        audit.record(principal, "ipc", Permission.TOOL_CALL.key(), TOOL, "ok");
        subscription.follow(process.output());
        process.exit().whenComplete((exit, failure) -> ended(state, subscription, exit));
        return true;
    }

    private static void ended(PeerState state, StreamSubscription subscription, ProcessExit exit) {
        if (state.remove(subscription.id())) {
            state.peer()
                    .send(Push.event(
                            "process.exit",
                            Map.of("id", subscription.process(), "code", exit == null ? -1 : exit.code())));
        }
    }

    private void credit(Request request, Answer answer) {
        Map<String, Object> params = request.params();
        StreamSubscription subscription = Peers.of(request.peer()).stream(text(params, "subscriptionId"))
                .orElseThrow(() -> new ToolException(
                        ToolException.NOT_FOUND,
                        "There is no subscription " + params.get("subscriptionId"),
                        "It may have ended with its process."));
        try {
            long now = subscription.credit(number(params, "bytes", 0));
            answer.value(Map.of("subscriptionId", subscription.id(), "credit", now));
        } catch (IllegalArgumentException refused) {
            throw invalid(refused.getMessage(), null);
        }
    }

    private static ToolException invalid(String what, String remedy) {
        return new ToolException(ToolException.INVALID_INPUT, what, remedy);
    }

    private static ToolException denied(String why, String remedy) {
        return new ToolException(ToolException.DENIED, why, remedy);
    }
}
