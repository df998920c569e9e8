package dev.osprey.ipc.tools;

import dev.osprey.access.AccessControl;
import dev.osprey.access.Permission;
import dev.osprey.ipc.method.Answer;
import dev.osprey.ipc.method.Described;
import dev.osprey.ipc.method.Request;
import dev.osprey.ipc.method.Standing;
import dev.osprey.ipc.stream.Peers;
import dev.osprey.ipc.wire.WireReader;
import dev.osprey.tool.ToolInfo;
import dev.osprey.tool.Tools;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What peers may ask of the door about itself, and about their own requests. */
public final class KernelMethods {

    private static final int PROTOCOL = 1;

    private final Function<Standing, List<Described>> methods;
    private final Tools tools;
    private final AccessControl access;
    private final Map<String, Object> limits;

    /**
     * @param methods what there is besides tools
     * @param limits what a peer should know to keep to
     */
    public KernelMethods(
            Function<Standing, List<Described>> methods,
            Tools tools,
            AccessControl access,
            Map<String, Object> limits) {
        this.methods = methods;
        this.tools = tools;
        this.access = access;
        this.limits = limits;
    }

    public List<Described> methods() {
        return List.of(
                Described.of(
                        "kernel.introspect",
                        "Tells what can be asked for, with JSON Schemas.",
                        this::introspect,
                        List.of("methods! array", "protocol! integer", "limits! object")),
                Described.of(
                        "kernel.cancel",
                        "Cancels a request of this connection that is not answered yet.",
                        KernelMethods::cancel,
                        List.of("cancelled! boolean"),
                        "id! any"));
    }

    private void introspect(Request request, Answer answer) {
        List<Object> rows = new ArrayList<>();
        rows.add(Described.row(
                "kernel.ping",
                "Tells that somebody is there.",
                Described.object(List.of()),
                Described.object(List.of("pong! boolean"))));
        rows.add(Described.row(
                "identify",
                "Says who it is: with a token, whose tools it gets.",
                Described.object(List.of("token string", "skillId string", "runtimeToken string", "pid integer")),
                Described.object(List.of("status! string", "principal string", "role string"))));
        Standing standing = request.peer().standing();
        methods.apply(standing).forEach(method -> rows.add(method.row()));
        if (standing == Standing.IDENTIFIED
                && access.verdict(request.peer().principal(), Permission.TOOL_LIST, "*")
                        .allowed()) {
            for (ToolInfo tool : tools.list()) {
                rows.add(Described.row(tool.name(), tool.description(), tool.input(), tool.output()));
            }
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("methods", rows);
        result.put("protocol", PROTOCOL);
        result.put("limits", limits);
        answer.value(result);
    }

    private static void cancel(Request request, Answer answer) {
        ByteBuffer id = id(request);
        answer.value(Map.of("cancelled", id != null && Peers.of(request.peer()).cancel(id)));
    }

    /** The encoded id among the parameters. */
    private static ByteBuffer id(Request request) {
        if (request.paramsFrom() < 0) {
            return null;
        }
        WireReader in = new WireReader().over(request.bytes(), request.paramsFrom(), request.paramsTo());
        int size = in.map();
        for (int i = 0; i < size; i++) {
            boolean text = in.text();
            boolean wanted = text && in.string().equals("id");
            if (!text) {
                in.skip();
            }
            int from = in.at();
            in.skip();
            if (wanted) {
                return ByteBuffer.wrap(Arrays.copyOfRange(request.bytes(), from, in.at()));
            }
        }
        return null;
    }
}
