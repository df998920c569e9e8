package dev.osprey.kernel.registry;

import dev.osprey.access.AccessControl;
import dev.osprey.access.Principal;
import dev.osprey.event.EventDraft;
import dev.osprey.event.EventHub;
import dev.osprey.registry.Entry;
import dev.osprey.registry.LookupFilter;
import dev.osprey.registry.Match;
import dev.osprey.registry.Registration;
import dev.osprey.registry.Registry;
import dev.osprey.registry.UnknownModuleException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The registry as a view of the framework's service registry. */
@Component(service = Registry.class, immediate = true, configurationPid = RegistryConfiguration.PID)
@Designate(ocd = RegistryConfiguration.class)
public final class OsgiRegistry implements Registry {

    private static final Logger LOG = LoggerFactory.getLogger(OsgiRegistry.class);
    private static final String OWN_ID = "registry";

    private final EntryIndex index = new EntryIndex();
    private final Leases leases;
    private final Registrations registrations;
    private final ServiceFeed feed;
    private final LeaseSweeper sweeper;
    private final Publication own;
    private volatile Limits limits;

    @Activate
    public OsgiRegistry(
            BundleContext context,
            RegistryConfiguration configuration,
            @Reference AccessControl access,
            @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) EventHub events) {
        this(context, configuration, access, events, System::nanoTime);
    }

    OsgiRegistry(
            BundleContext context,
            RegistryConfiguration configuration,
            AccessControl access,
            EventHub events,
            LongSupplier ticker) {
        limits = Limits.of(configuration);
        leases = new Leases(ticker);
        Clock clock = Clock.systemUTC();
        FrameworkPublisher publisher = new FrameworkPublisher(context);
        registrations = new Registrations(access, publisher, index, leases, clock, this::limits);
        ServiceReader reader = new ServiceReader(context, clock, this::limits, publisher::publishing);
        feed = new ServiceFeed(context, index, reader, new EntryEvents(events, registrations::expiring));
        sweeper = new LeaseSweeper(registrations, this::limits);
        feed.open();
        own = publisher.publish(ownRegistration(), Map.of(MODULE_ID, OWN_ID));
        events.publish(
                EventDraft.of("module.ready", Map.of("module_id", OWN_ID)).from(OWN_ID));
        sweeper.start();
        LOG.info("Registry started: {}", limits);
    }

    private static Registration ownRegistration() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("module_id", OWN_ID);
        document.put("module_type", "infrastructure");
        document.put("name", "Registry");
        document.put("health_endpoint", "/health");
        document.put(
                "events_publish",
                Map.of(
                        EntryEvents.REGISTERED, Map.of(),
                        EntryEvents.DEREGISTERED, Map.of(),
                        EntryEvents.EXPIRED, Map.of()));
        document.put("events_subscribe", List.of());
        return new Registration(OWN_ID, document);
    }

    @Modified
    void modified(RegistryConfiguration configuration) {
        limits = Limits.of(configuration);
        LOG.info("Registry configured: {}", limits);
    }

    @Deactivate
    void stop() {
        sweeper.close();
        feed.close();
        own.withdraw();
        registrations.close();
        LOG.info("Registry stopped");
    }

    /** Ends what has run out, now. */
    void sweep() {
        registrations.sweep();
    }

    /** Whether the index is what a rebuild from the framework would give. */
    boolean indexAgrees() {
        return feed.indexAgrees();
    }

    private Limits limits() {
        return limits;
    }

    @Override
    public Entry register(Principal principal, Registration registration) {
        return registrations.register(principal, registration);
    }

    @Override
    public Entry heartbeat(Principal principal, String moduleId) {
        registrations.heartbeat(principal, moduleId);
        return entry(moduleId)
                .orElseThrow(() -> new UnknownModuleException(
                        "The registration of " + moduleId + " ended at the same moment; register again"));
    }

    @Override
    public boolean deregister(Principal principal, String moduleId) {
        return registrations.deregister(principal, moduleId);
    }

    @Override
    public List<Entry> entries() {
        return index.holders().values().stream().map(this::entry).toList();
    }

    @Override
    public int size() {
        return index.size();
    }

    @Override
    public Optional<Entry> entry(String moduleId) {
        return index.find(moduleId).map(this::entry);
    }

    private Entry entry(Holding holding) {
        Lease lease = holding.kind() == Holding.Kind.LEASED ? leases.find(holding.moduleId()) : null;
        Instant since = lease == null ? holding.since() : lease.registeredAt();
        Instant seen = lease == null ? since : lease.lastHeartbeat();
        Duration ttl = holding.kind() == Holding.Kind.LEASED ? limits.ttl() : null;
        return new Entry(holding.moduleId(), holding.document(), holding.holder(), since, seen, ttl);
    }

    @Override
    public List<Match> lookup(LookupFilter filter) {
        return new Lookup(filter, limits.rows()).in(index);
    }

    @Override
    public Object get(String path) {
        return PathWalk.find(path, id -> index.find(id).map(Holding::document).orElse(null));
    }

    @Override
    public Duration ttl() {
        return limits.ttl();
    }
}
