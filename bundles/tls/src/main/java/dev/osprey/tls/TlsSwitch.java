package dev.osprey.tls;

import dev.osprey.system.Check;
import dev.osprey.system.Endpoint;
import dev.osprey.system.Finding;
import dev.osprey.system.Home;
import dev.osprey.system.RefusedBinding;
import dev.osprey.system.Tls;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Switches TLS on as the configuration says: the service {@link Tls} is there while an identity is in force. */
@Component(service = Check.class, immediate = true, configurationPid = TlsConfiguration.PID)
@Designate(ocd = TlsConfiguration.class)
@Capability(namespace = "osgi.service", attribute = "objectClass:List<String>=\"dev.osprey.system.Tls\"")
public final class TlsSwitch implements Check {

    private static final Logger LOG = LoggerFactory.getLogger(TlsSwitch.class);
    private static final int LOOK_SECONDS = 5;
    private static final int STOP_SECONDS = 5;

    private final BundleContext context;
    private final Notices notices;
    private final List<RefusedBinding> refused = new CopyOnWriteArrayList<>();
    private final TlsSettings settings;
    private final IdentityException misconfigured;
    private final Keeper keeper;
    private final ScheduledExecutorService watch;
    private final Set<String> endpoints = ConcurrentHashMap.newKeySet();
    /** Set by who brings an identity into force, one thread after the other. */
    private volatile ServiceRegistration<Tls> registration;
    /** References are unbound after the component has stopped; then there is nothing more to tell. */
    private volatile boolean stopped;

    @Activate
    public TlsSwitch(BundleContext context, @Reference Home home, TlsConfiguration configuration) {
        this.context = context;
        this.notices = new Notices(home.run());
        TlsSettings read = null;
        IdentityException wrong = null;
        try {
            read = TlsSettings.of(configuration, home.root());
        } catch (IdentityException e) {
            wrong = e;
        }
        settings = read;
        misconfigured = wrong;
        Path export = home.root().resolve("config/tls.crt");
        keeper = read == null || read.mode() == TlsSettings.Mode.OFF
                ? null
                : new Keeper(source(read, home, export), read, this::announce);
        watch = keeper == null
                ? null
                : Executors.newSingleThreadScheduledExecutor(task -> {
                    Thread thread = new Thread(task, "osprey-tls-watch");
                    thread.setDaemon(true);
                    return thread;
                });
        begin(home.secrets(), export);
    }

    private static Source source(TlsSettings settings, Home home, Path export) {
        return settings.mode() == TlsSettings.Mode.PEM
                ? new WatchedFiles(settings.certificate(), settings.key(), Clock.systemUTC())
                : new OwnIdentity(home.secrets(), export, Names.wanted(settings, Names.host()), Clock.systemUTC());
    }

    private void begin(Path secrets, Path export) {
        if (misconfigured != null) {
            LOG.error(
                    "TLS does not listen: dev.osprey.tls: {}; {}", misconfigured.getMessage(), misconfigured.remedy());
        }
        if (settings == null || settings.mode() != TlsSettings.Mode.GENERATED) {
            forget(secrets, export);
        }
        if (keeper != null) {
            keeper.begin();
            watch.scheduleWithFixedDelay(this::lookAgain, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
        }
        LOG.info("TLS has started with {}", settings);
        tell();
    }

    /** What clients were to trust is no longer what answers. */
    private static void forget(Path secrets, Path export) {
        try {
            OwnIdentity.forget(secrets, export);
        } catch (IOException e) {
            LOG.warn("{} could not be removed; it is no longer the certificate in force", export, e);
        }
    }

    private void lookAgain() {
        try {
            keeper.look();
            tell();
        } catch (RuntimeException e) {
            // A task that throws is never run again.
            LOG.error("The look at the certificate failed; it is repeated in {} s", LOOK_SECONDS, e);
        }
    }

    private void announce(LiveTls tls) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(Tls.FINGERPRINT, tls.fingerprint());
        if (registration == null) {
            registration = context.registerService(Tls.class, tls, properties);
        } else {
            registration.setProperties(properties);
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addRefused(RefusedBinding binding) {
        refused.add(binding);
        tell();
    }

    void removeRefused(RefusedBinding binding) {
        refused.remove(binding);
        tell();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addEndpoint(Endpoint endpoint) {
        endpoints.add(endpoint.name());
    }

    void removeEndpoint(Endpoint endpoint) {
        endpoints.remove(endpoint.name());
    }

    private void tell() {
        if (stopped) {
            return;
        }
        notices.tell(settled().stream()
                .filter(finding -> finding.level() != Finding.Level.OK)
                .map(finding -> finding.found() + "\n  " + finding.remedy())
                .toList());
    }

    private List<Finding> settled() {
        return Findings.of(
                settings,
                keeper == null ? null : keeper.live(),
                keeper == null ? misconfigured : keeper.problem(),
                refused,
                Clock.systemUTC());
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>(settled());
        if (keeper != null && keeper.live() != null) {
            findings.addAll(Findings.silent(endpoints, keeper.live()));
        }
        return findings;
    }

    @Deactivate
    void stop() {
        if (watch != null) {
            watch.shutdownNow();
            try {
                if (!watch.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                    LOG.warn("The look at the certificate did not end within {} s", STOP_SECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (registration != null) {
            registration.unregister();
        }
        stopped = true;
        notices.tell(List.of());
        LOG.info("TLS has stopped");
    }
}
