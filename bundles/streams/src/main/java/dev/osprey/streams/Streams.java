package dev.osprey.streams;

import dev.osprey.event.EventJournal;
import dev.osprey.event.StreamInfo;
import dev.osprey.system.Home;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the streams that are configured, and provides {@link EventJournal}: anew when the configuration changes. */
@Component(service = Streams.class, immediate = true)
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=\"dev.osprey.event.EventJournal\"")
public final class Streams {

    private static final Logger LOG = LoggerFactory.getLogger(Streams.class);

    /**
     * When this bundle or its runtime stops, the configured streams go first. A stream must not be cut to the limits of a default
     * one because of that.
     */
    private static final Duration REMOVAL = Duration.ofSeconds(5);

    private final BundleContext context;
    private final Stores stores;
    private final Duration removal;

    /** Guarded by this. */
    private final Set<ConfiguredStream> configured = new LinkedHashSet<>();

    /** Guarded by this. */
    private ServiceRegistration<EventJournal> registration;

    /** Guarded by this: a new journal outranks the one that it replaces, so that there is one at any time. */
    private int generation;

    /** Guarded by this. */
    private boolean running;

    private volatile EventJournal journal;
    private volatile List<String> problems = List.of();

    @Activate
    public Streams(BundleContext context, @Reference Home home) {
        this(context, home, REMOVAL);
    }

    Streams(BundleContext context, Home home, Duration removal) {
        this.context = context;
        this.removal = removal;
        stores = new Stores(
                home.data().resolve("streams"),
                InstantSource.system(),
                ManagementFactory.getRuntimeMXBean().getStartTime());
    }

    /** After the configured streams that are there have been added: none is to be cut to the limits of a default one. */
    @Activate
    synchronized void begin() {
        stores.begin();
        running = true;
        renew();
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            updated = "updateStream",
            unbind = "removeStream")
    synchronized void addStream(ConfiguredStream stream) {
        configured.add(stream);
        renew();
    }

    synchronized void updateStream(ConfiguredStream stream) {
        renew();
    }

    synchronized void removeStream(ConfiguredStream stream) {
        configured.remove(stream);
        if (running) {
            stores.later(this::renewLater, removal);
        }
    }

    private synchronized void renewLater() {
        renew();
    }

    private void renew() {
        if (!running) {
            return;
        }
        Plan plan = Plan.of(configured.stream().map(ConfiguredStream::reading).toList());
        plan.problems().forEach(problem -> LOG.error("{}", problem));
        Runnable closeOld = stores.use(plan.streams());
        List<String> all = new ArrayList<>(plan.problems());
        all.addAll(stores.unreadable());
        problems = List.copyOf(all);
        StreamJournal next = stores.journal();
        journal = next;
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(Constants.SERVICE_RANKING, ++generation);
        ServiceRegistration<EventJournal> before = registration;
        registration = context.registerService(EventJournal.class, next, properties);
        if (before != null) {
            before.unregister();
        }
        closeOld.run();
        LOG.info(
                "Events are kept in {}; the highest number so far is {}",
                plan.streams().stream().map(StreamSettings::shown).collect(Collectors.joining(", ")),
                next.last());
    }

    @Deactivate
    void stop() {
        synchronized (this) {
            running = false;
            registration.unregister();
        }
        stores.close();
        LOG.info("Events are kept no more");
    }

    /** The streams as of now. */
    List<StreamInfo> now() {
        return journal.streams();
    }

    /** What is wrong with the configuration, and streams that cannot be opened. */
    List<String> problems() {
        return problems;
    }
}
