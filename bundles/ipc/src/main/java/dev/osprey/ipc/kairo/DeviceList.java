package dev.osprey.ipc.kairo;

import dev.osprey.access.Principal;
import dev.osprey.ipc.method.Answer;
import dev.osprey.ipc.method.Method;
import dev.osprey.ipc.method.Request;
import dev.osprey.ipc.tools.QuickMethod;
import dev.osprey.ipc.tools.ToolRuns;
import dev.osprey.ipc.wire.Absent;
import dev.osprey.ipc.wire.WireWriter;
import dev.osprey.tool.Tools;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Kairo's {@code device.list}: the tool of that name, in Kairo's shape; without one there are no devices, as Kairo says. What the tool is, is
 * looked up when the tools have changed.
 */
final class DeviceList implements Method {

    static final String NAME = "device.list";
    static final byte[] NONE = WireWriter.encoded(List.of());

    private static final List<String> FIELDS = List.of("id", "type", "path", "hardwareId", "status", "metadata");

    /** As of which change of the tools there is what. */
    private record Found(long change, QuickMethod quick, boolean slow) {}

    private final Tools tools;
    private final ToolRuns runs;
    private final Principal principal;
    private final LongSupplier changes;
    private volatile Found found = new Found(-1, null, false);

    /** @param changes grows whenever a tool comes or goes */
    DeviceList(Tools tools, ToolRuns runs, Principal principal, LongSupplier changes) {
        this.tools = tools;
        this.runs = runs;
        this.principal = principal;
        this.changes = changes;
    }

    @Override
    public void call(Request request, Answer answer) {
        Found now = found;
        long change = changes.getAsLong();
        if (now.change != change || now.quick != null && !now.quick.current()) {
            now = new Found(
                    change,
                    tools.quick(NAME, principal, "ipc")
                            .map(tool -> new QuickMethod(tool, DeviceList::shaped))
                            .orElse(null),
                    tools.find(NAME).isPresent());
            found = now;
        }
        if (now.quick != null) {
            now.quick.call(request, answer);
        } else if (now.slow) {
            runs.run(request, principal, NAME, request.params(), DeviceList::shaped);
        } else {
            answer.encoded(NONE);
        }
    }

    /** The devices as Kairo shows them. */
    static Object shaped(Object result) {
        Object items = result instanceof Map<?, ?> page ? page.get("items") : result;
        List<Object> devices = new ArrayList<>();
        if (items instanceof List<?> list) {
            list.forEach(device -> devices.add(device instanceof Map<?, ?> map ? device(map) : device));
        }
        return devices;
    }

    private static Map<String, Object> device(Map<?, ?> from) {
        Map<String, Object> device = new LinkedHashMap<>();
        for (String field : FIELDS) {
            Object value = field.equals("hardwareId") ? from.get("hardware_id") : from.get(field);
            device.put(field, value == null ? Absent.ABSENT : value);
        }
        return device;
    }
}
