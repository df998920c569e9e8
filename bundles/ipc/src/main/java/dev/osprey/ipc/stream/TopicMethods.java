package dev.osprey.ipc.stream;

import dev.osprey.access.AccessControl;
import dev.osprey.access.AccessDeniedException;
import dev.osprey.access.Permission;
import dev.osprey.ipc.method.Answer;
import dev.osprey.ipc.method.Described;
import dev.osprey.ipc.method.Request;
import dev.osprey.ipc.method.Standing;
import dev.osprey.tool.ToolException;
import java.util.List;
import java.util.Map;

/** Subscriptions to events, with Kairo's wildcards, for everybody. */
public final class TopicMethods {

    /** All that Kairo ever sent on. */
    private static final String KAIRO = "kairo.>";

    private final AccessControl access;

    public TopicMethods(AccessControl access) {
        this.access = access;
    }

    public List<Described> methods() {
        return List.of(
                Described.of(
                        "subscribe",
                        "Follows events: * is one or more characters of a token, > one or more of any kind.",
                        this::subscribe,
                        List.of("subscriptionId! string"),
                        "topic! string"),
                Described.of(
                        "unsubscribe",
                        "Ends a subscription to events, or to the output of a process.",
                        (request, answer) -> answer.value(Map.of("ok", unsubscribe(request))),
                        List.of("ok! boolean"),
                        "subscriptionId! string"));
    }

    private void subscribe(Request request, Answer answer) {
        if (!(request.params().get("topic") instanceof String topic) || topic.isEmpty()) {
            throw invalid("Missing params: topic");
        }
        TopicFeed feed = Peers.of(request.peer()).topics();
        if (feed.size() >= PeerState.MOST) {
            throw new ToolException(
                    ToolException.BUSY,
                    "This connection follows " + PeerState.MOST + " topics, which is the most",
                    "End some that nobody needs.");
        }
        String id = Ids.next("topic_");
        try {
            KairoPattern pattern = new KairoPattern(topic);
            feed.subscribe(id, pattern, cover(request, pattern));
        } catch (IllegalArgumentException refused) {
            throw invalid(refused.getMessage());
        }
        answer.value(Map.of("subscriptionId", id));
    }

    /** What the router is asked for. A local peer may ask for anything, as in Kairo, and hears what it may hear of it. */
    private String cover(Request request, KairoPattern pattern) {
        String cover = pattern.cover();
        if (request.peer().standing() == Standing.LOCAL) {
            boolean may = access.verdict(request.peer().principal(), Permission.EVENT_SUBSCRIBE, cover)
                    .allowed();
            return may ? cover : KAIRO;
        }
        try {
            access.check(request.peer().principal(), Permission.EVENT_SUBSCRIBE, cover);
            return cover;
        } catch (AccessDeniedException denied) {
            throw new ToolException(
                    ToolException.DENIED,
                    denied.verdict().reason(),
                    denied.verdict().remedy());
        }
    }

    private static boolean unsubscribe(Request request) {
        PeerState state = Peers.of(request.peer());
        Object id = request.params().get("subscriptionId");
        return id instanceof String text && (state.topics().unsubscribe(text) || state.remove(text));
    }

    private static ToolException invalid(String what) {
        return new ToolException(ToolException.INVALID_INPUT, what, "Give a topic such as kairo.system.>");
    }
}
