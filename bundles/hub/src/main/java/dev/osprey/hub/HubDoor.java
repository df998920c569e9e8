package dev.osprey.hub;

import dev.osprey.access.AccessControl;
import dev.osprey.access.AuditLog;
import dev.osprey.access.Credentials;
import dev.osprey.event.EventDraft;
import dev.osprey.event.EventHub;
import dev.osprey.event.EventJournal;
import dev.osprey.event.EventRouter;
import dev.osprey.registry.Registry;
import dev.osprey.registry.RegistryWatch;
import dev.osprey.system.Endpoint;
import dev.osprey.system.RefusedBinding;
import dev.osprey.system.Tls;
import dev.osprey.tool.Tools;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.annotations.ReferenceScope;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The network side of the hub while the bundle runs: server, endpoint, registry entry and the event that it is ready. */
@Component(service = HubView.class, immediate = true, configurationPid = HubConfiguration.PID)
@Designate(ocd = HubConfiguration.class)
public final class HubDoor implements HubView {

    private static final Logger log = LoggerFactory.getLogger(HubDoor.class);
    private static final String MODULE = "event_hub";

    private final Origins origins;
    private final WatchDesk watching;
    private final ReplayDesk replays = new ReplayDesk();
    private final Annex annex;
    private final HubServer server;
    private final Credentials.Handle revocations;
    private final ServiceRegistration<Endpoint> registration;
    private final ServiceRegistration<RefusedBinding> refused;
    private final BundleContext context;
    private final String address;
    private final AtomicReference<TlsListener> tlsListener = new AtomicReference<>();

    @Activate
    public HubDoor(
            BundleContext context,
            HubConfiguration configuration,
            @Reference EventRouter router,
            @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) EventHub events,
            @Reference AccessControl access,
            @Reference Credentials credentials,
            @Reference AuditLog audit)
            throws IOException {
        HubSettings settings = HubSettings.of(configuration);
        Peers peers = new Peers(PooledByteBufAllocator.DEFAULT);
        this.origins = new Origins(settings.origins(), settings.hosts());
        HubStats stats = new HubStats();
        this.watching = new WatchDesk(stats);
        this.annex = Annex.of(settings, router, events::publish, System::nanoTime);
        this.server = new HubServer(
                new Hub(
                        settings,
                        router,
                        access,
                        credentials,
                        audit,
                        peers,
                        stats,
                        new RecentIds(),
                        new PlainDialect(),
                        new Brakes(),
                        new Slowness(),
                        watching,
                        replays,
                        annex),
                origins);
        this.context = context;
        this.address = Loopback.inUrl(settings.host()) + ":" + server.port();
        try {
            this.revocations = credentials.onRevoked(peers::end);
            this.registration = context.registerService(
                    Endpoint.class, new Endpoint("hub", "ws://" + address + "/ws"), properties(address, null));
            events.publish(
                    EventDraft.of("module.ready", Map.of("module_id", MODULE)).from(MODULE));
        } catch (RuntimeException e) {
            server.close();
            watching.close();
            replays.close();
            annex.close();
            throw e;
        }
        this.refused = refuse(context, HubSettings.refused(configuration));
        log.info("The event hub listens on ws://{}/ws, transport {}, {}", address, server.transport(), settings);
    }

    private static ServiceRegistration<RefusedBinding> refuse(BundleContext context, RefusedBinding refused) {
        if (refused == null) {
            return null;
        }
        log.warn("{} {}", refused.found(), refused.remedy());
        return context.registerService(RefusedBinding.class, refused, null);
    }

    private static Dictionary<String, Object> properties(String address, String tlsAddress) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("api_endpoint", "http://" + address);
        document.put("health_endpoint", "/health");
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("ws_endpoint", "ws://" + address + "/ws");
        if (tlsAddress != null) {
            metadata.put("wss_endpoint", tlsAddress);
        }
        document.put("metadata", metadata);
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(Registry.MODULE_ID, MODULE);
        properties.put(Registry.MODULE_NAME, "Event hub");
        properties.put(Registry.MODULE_DOCUMENT, new String(JsonText.write(document), StandardCharsets.UTF_8));
        return properties;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addEndpoint(Endpoint endpoint) {
        if (endpoint.name().equals("http") || endpoint.name().equals("https")) {
            origins.add(endpoint);
        }
    }

    void removeEndpoint(Endpoint endpoint) {
        origins.remove(endpoint);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addTls(Tls tls) {
        closeTls();
        try {
            origins.certified(tls.names());
            TlsListener opened = new TlsListener(context, server, tls);
            tlsListener.set(opened);
            registration.setProperties(properties(address, opened.address()));
        } catch (IOException e) {
            log.error("The event hub does not listen with TLS", e);
        }
    }

    /** The certificate was renewed. */
    void updatedTls(Tls tls) {
        origins.certified(tls.names());
    }

    void removeTls(Tls tls) {
        TlsListener there = tlsListener.get();
        if (there != null && there.serves(tls)) {
            registration.setProperties(properties(address, null));
            closeTls();
            origins.certified(Set.of());
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addRegistry(RegistryWatch registry) {
        watching.use(registry);
    }

    void removeRegistry(RegistryWatch registry) {
        watching.drop(registry);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addJournal(EventJournal journal) {
        replays.use(journal);
    }

    void removeJournal(EventJournal journal) {
        replays.drop(journal);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addTools(Tools tools) {
        annex.calls().use(tools);
    }

    void removeTools(Tools tools) {
        annex.calls().drop(tools);
    }

    @Override
    public Map<String, Object> stats() {
        return server.facts().stats();
    }

    @Override
    public List<Map<String, Object>> clients() {
        return server.facts().clients();
    }

    private void closeTls() {
        TlsListener last = tlsListener.getAndSet(null);
        if (last != null) {
            last.close();
        }
    }

    @Deactivate
    void stop() {
        closeTls();
        if (refused != null) {
            refused.unregister();
        }
        registration.unregister();
        server.close();
        watching.close();
        replays.close();
        annex.close();
        revocations.close();
        log.info("The event hub has stopped");
    }
}
