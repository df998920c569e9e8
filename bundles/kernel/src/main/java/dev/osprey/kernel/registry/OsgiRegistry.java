package dev.osprey.kernel.registry;

import dev.osprey.access.AccessControl;
import dev.osprey.access.Principal;
import dev.osprey.event.EventDraft;
import dev.osprey.event.EventHub;
import dev.osprey.registry.ChangePage;
import dev.osprey.registry.Entry;
import dev.osprey.registry.LookupFilter;
import dev.osprey.registry.Match;
import dev.osprey.registry.Registration;
import dev.osprey.registry.Registry;
import dev.osprey.registry.RegistryWatch;
import dev.osprey.registry.Revision;
import dev.osprey.registry.UnknownModuleException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
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
@Component(
        service = {Registry.class, RegistryWatch.class},
        immediate = true,
        configurationPid = RegistryConfiguration.PID)
@Designate(ocd = RegistryConfiguration.class)
public final class OsgiRegistry implements Registry, RegistryWatch {

    private static final Logger LOG = LoggerFactory.getLogger(OsgiRegistry.class);
    private static final String OWN_ID = "registry";

    private final EntryIndex index = new EntryIndex();
    private final Wakes wakes = new Wakes();
    private final ChangeLog log;
    private final EntryView view;
    private final RegistryWatch watch;
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
        log = new ChangeLog(changes(configuration), bytes(configuration));
        Leases leases = new Leases(ticker);
        Clock clock = Clock.systemUTC();
        FrameworkPublisher publisher = new FrameworkPublisher(context);
        registrations = new Registrations(access, publisher, index, leases, clock, this::limits);
        view = new EntryView(registrations::lease, this::limits);
        watch = new LoggedWatch(epoch(), index, log, view, wakes);
        ServiceReader reader = new ServiceReader(context, clock, this::limits, publisher::publishing);
        feed = new ServiceFeed(
                context,
                index,
                new IndexWriter(index, log, view, wakes),
                reader,
                new EntryEvents(events, registrations::expiring));
        sweeper = new LeaseSweeper(registrations, this::limits);
        feed.open();
        own = publisher.publish(ownRegistration(), Map.of(MODULE_ID, OWN_ID), clock.instant());
        events.publish(
                EventDraft.of("module.ready", Map.of("module_id", OWN_ID)).from(OWN_ID));
        sweeper.start();
        LOG.info(
                "Registry started at {}: {}, {} changes are kept for watches",
                watch.revision(),
                limits,
                changes(configuration));
    }

    /** Another one for each life of the registry: the numbers of two lives must not be taken for each other's. */
    private static String epoch() {
        return Long.toString(new SecureRandom().nextLong() >>> 1, Character.MAX_RADIX);
    }

    private static int changes(RegistryConfiguration configuration) {
        return Math.max(1, Math.min(1_000_000, configuration.watch_changes()));
    }

    private static int bytes(RegistryConfiguration configuration) {
        return Math.max(1 << 16, configuration.watch_bytes());
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
        log.resize(changes(configuration), bytes(configuration));
        LOG.info("Registry configured: {}, {} changes are kept for watches", limits, changes(configuration));
    }

    @Deactivate
    void stop() {
        sweeper.close();
        feed.close();
        own.withdraw();
        registrations.close();
        LOG.info("Registry stopped");
    }

    /** Lets lease time pass. */
    void tick() {
        registrations.tick();
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
        return index.holders().values().stream().map(view::of).toList();
    }

    @Override
    public int size() {
        return index.size();
    }

    @Override
    public Optional<Entry> entry(String moduleId) {
        return index.find(moduleId).map(view::of);
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

    @Override
    public Revision revision() {
        return watch.revision();
    }

    @Override
    public ChangePage read(LookupFilter filter, Revision after, int most) {
        return watch.read(filter, after, most);
    }

    @Override
    public List<Entry> entries(LookupFilter filter, String after, int most) {
        return watch.entries(filter, after, most);
    }

    @Override
    public Signal onChange(Runnable wake) {
        return watch.onChange(wake);
    }
}
