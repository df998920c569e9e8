package dev.osprey.ipc.kairo;

import dev.osprey.access.AccessControl;
import dev.osprey.access.AuditLog;
import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.ipc.method.Described;
import dev.osprey.ipc.stream.Peers;
import dev.osprey.ipc.stream.Workers;
import dev.osprey.ipc.tools.ToolRuns;
import dev.osprey.ipc.wire.Values;
import dev.osprey.process.Processes;
import dev.osprey.tool.Tools;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The one table that turns Kairo's names, shapes, numbers and texts into ours, for peers that have not said who they are. */
public final class KairoTable {

    private static final Principal LOCAL = Principal.of(KairoProcesses.OWNER, Role.LOCAL);

    private static final byte[] DEVICES = Values.utf8(DeviceList.NAME);

    private final List<Described> methods = new ArrayList<>();

    /**
     * @param usualFolder where a process works that is not told where
     * @param host where {@code proc} and {@code sys} are
     * @param toolChanges grows whenever a tool comes or goes
     */
    public KairoTable(
            Path usualFolder,
            Path host,
            Peers peers,
            Workers workers,
            Supplier<Processes> processes,
            Tools tools,
            ToolRuns runs,
            LongSupplier toolChanges,
            AccessControl access,
            AuditLog audit) {
        HostSampler sampler = new HostSampler(host);
        workers.timer()
                .scheduleWithFixedDelay(
                        () -> {
                            if (!peers.local().isEmpty()) {
                                sampler.sample();
                            }
                        },
                        1,
                        1,
                        TimeUnit.SECONDS);
        methods.add(Described.of(
                "system.get_metrics",
                "How busy the host is; memory in MiB.",
                (request, answer) -> answer.value(sampler.metrics()),
                List.of("cpu! object", "memory! object", "battery object")));
        methods.add(new Described(
                DeviceList.NAME,
                "The devices of this machine.",
                Map.of("type", "object"),
                Map.of("type", "array", "items", Map.of("type", "object")),
                new DeviceList(tools, runs, LOCAL, toolChanges)));
        LocalProcesses table = new LocalProcesses(peers, workers);
        methods.addAll(
                new KairoProcesses(table, new SpawnOptions(usualFolder), processes, workers.patient(), access, audit)
                        .methods());
    }

    public List<Described> methods() {
        return List.copyOf(methods);
    }

    /** Whether the bytes are the name of the method that lists devices. */
    public static boolean namesDevices(byte[] name, int from, int to) {
        return Arrays.equals(DEVICES, 0, DEVICES.length, name, from, to);
    }

    /** What devices there are where no tool tells, encoded. */
    public static byte[] noDevices() {
        return DeviceList.NONE.clone();
    }
}
