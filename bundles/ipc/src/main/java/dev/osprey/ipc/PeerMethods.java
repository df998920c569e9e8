package dev.osprey.ipc;

import dev.osprey.access.AccessControl;
import dev.osprey.access.AuditLog;
import dev.osprey.event.EventHub;
import dev.osprey.event.EventRouter;
import dev.osprey.event.Subscription;
import dev.osprey.event.SubscriptionOptions;
import dev.osprey.ipc.kairo.KairoTable;
import dev.osprey.ipc.method.Described;
import dev.osprey.ipc.method.Method;
import dev.osprey.ipc.method.MethodTable;
import dev.osprey.ipc.method.Methods;
import dev.osprey.ipc.method.Peer;
import dev.osprey.ipc.method.Standing;
import dev.osprey.ipc.stream.Peers;
import dev.osprey.ipc.stream.StreamMethods;
import dev.osprey.ipc.stream.TopicMethods;
import dev.osprey.ipc.stream.Workers;
import dev.osprey.ipc.tools.KernelMethods;
import dev.osprey.ipc.tools.ToolMethods;
import dev.osprey.ipc.tools.ToolRuns;
import dev.osprey.process.Processes;
import dev.osprey.system.Home;
import dev.osprey.tool.Tools;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.annotations.ReferenceScope;

/** What peers may ask for: Kairo's methods, or the tools once they have said who they are; streams and events for both. */
@Component(service = Methods.class, configurationPid = IpcConfiguration.PID)
public final class PeerMethods implements Methods {

    private final Workers workers = new Workers();
    private final AtomicReference<Processes> processes = new AtomicReference<>();
    private final AtomicLong toolChanges = new AtomicLong();
    private final Subscription toolEvents;
    private final Peers peers;
    private final ToolMethods toolMethods;
    private final MethodTable local;
    private final MethodTable identified;
    private final Method noDevices;

    @Activate
    public PeerMethods(
            IpcConfiguration configuration,
            @Reference Home home,
            @Reference Tools tools,
            @Reference EventRouter router,
            @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) EventHub events,
            @Reference AccessControl access,
            @Reference AuditLog audit) {
        peers = new Peers(router, events::read, workers);
        ToolRuns runs = new ToolRuns(tools, workers.timer());
        toolMethods = new ToolMethods(tools, runs, toolChanges::get);
        KairoTable kairo = new KairoTable(
                home.root(),
                Path.of("/"),
                peers,
                workers,
                processes::get,
                tools,
                runs,
                toolChanges::get,
                access,
                audit);
        List<Described> shared = new ArrayList<>(new StreamMethods(processes::get, access, audit).methods());
        shared.addAll(new TopicMethods(access).methods());
        List<Described> locals = new ArrayList<>(shared);
        locals.addAll(kairo.methods());
        Map<String, Object> limits = Map.of("frame", configuration.frame_max(), "credit", StreamMethods.MOST_CREDIT);
        List<Described> kernel = new KernelMethods(
                        standing -> standing == Standing.LOCAL ? locals : shared, tools, access, limits)
                .methods();
        locals.addAll(kernel);
        shared.addAll(kernel);
        local = table(locals);
        identified = table(shared);
        noDevices = (request, answer) -> answer.encoded(KairoTable.noDevices());
        toolEvents = events.subscribe(
                List.of("tool.added", "tool.removed"),
                SubscriptionOptions.DEFAULT,
                event -> toolChanges.incrementAndGet());
    }

    private static MethodTable table(List<Described> methods) {
        return new MethodTable(methods.stream().collect(Collectors.toMap(Described::name, Described::method)));
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            scope = ReferenceScope.PROTOTYPE_REQUIRED,
            unbind = "removeProcesses")
    void addProcesses(Processes present) {
        processes.set(present);
    }

    void removeProcesses(Processes gone) {
        processes.compareAndSet(gone, null);
    }

    @Override
    public Method find(Peer peer, byte[] name, int from, int to) {
        if (peer.standing() == Standing.LOCAL) {
            return local.find(name, from, to);
        }
        Method method = identified.find(name, from, to);
        if (method == null) {
            method = toolMethods.find(peer, name, from, to);
        }
        return method == null && KairoTable.namesDevices(name, from, to) ? noDevices : method;
    }

    @Override
    public void opened(Peer peer) {
        toolMethods.forget(peer);
        peers.opened(peer);
    }

    @Override
    public void closed(Peer peer) {
        toolMethods.forget(peer);
        peers.closed(peer);
    }

    @Deactivate
    void stop() {
        toolEvents.close();
        peers.close();
        workers.close();
    }
}
