package dev.osprey.kernel.system;

import dev.osprey.system.Endpoint;
import dev.osprey.system.Home;
import dev.osprey.system.Readiness;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ready means: every required endpoint is open and every required service is there. */
@Component(immediate = true, configurationPid = ReadinessConfiguration.PID)
@Designate(ocd = ReadinessConfiguration.class)
public final class SystemReadiness implements Readiness {

    private static final Logger LOG = LoggerFactory.getLogger(SystemReadiness.class);

    private final BundleContext context;
    private final EndpointsFile endpoints;
    private final Set<String> services;

    @Activate
    public SystemReadiness(@Reference Home home, BundleContext context, ReadinessConfiguration configuration) {
        Set<String> required = names(configuration.required());
        this.services = names(configuration.required_services());
        this.context = context;
        this.endpoints =
                new EndpointsFile(home, context.getBundle().getVersion().toString(), required);
        LOG.info(
                "Osprey starts in {}, ready once the endpoints {} are open and the services {} are there",
                home.root(),
                required,
                services);
    }

    private static Set<String> names(String list) {
        return Arrays.stream(list.split(","))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addEndpoint(Endpoint endpoint) {
        endpoints.add(endpoint);
    }

    void removeEndpoint(Endpoint endpoint) {
        endpoints.remove(endpoint);
    }

    @Deactivate
    void stop() {
        endpoints.close();
        LOG.info("Osprey stops");
    }

    @Override
    public List<String> missing() {
        List<String> missing = new ArrayList<>();
        endpoints.missing().forEach(name -> missing.add("the endpoint " + name + " is not open"));
        services.stream()
                .filter(name -> context.getServiceReference(name) == null)
                .forEach(name -> missing.add("the service " + name + " is not there"));
        if (!missing.isEmpty()) {
            // Only a hint at the cause: a broken add-on must not make a working system look unready.
            for (Bundle bundle : context.getBundles()) {
                if (idle(bundle)) {
                    missing.add("the bundle " + bundle.getSymbolicName() + " has not started; see bundle:diag "
                            + bundle.getBundleId());
                }
            }
        }
        return missing;
    }

    private static boolean idle(Bundle bundle) {
        String name = bundle.getSymbolicName();
        BundleStartLevel level = bundle.adapt(BundleStartLevel.class);
        return name != null
                && name.startsWith("dev.osprey.")
                && (bundle.getState() == Bundle.INSTALLED || bundle.getState() == Bundle.RESOLVED)
                && level != null
                && level.isPersistentlyStarted();
    }

    @Override
    public long uptimeMillis() {
        return ManagementFactory.getRuntimeMXBean().getUptime();
    }
}
