package dev.osprey.shell.login;

import java.util.List;
import org.apache.karaf.jaas.config.JaasRealm;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers the realm {@code osprey}, and {@code karaf} above Karaf's own: whatever asks Karaf for a log-in gets ours, and nothing
 * falls back to {@code etc/users.properties}.
 */
@Component(service = {})
public final class LoginRealms {

    private static final Logger LOG = LoggerFactory.getLogger(LoginRealms.class);

    private final List<ServiceRegistration<JaasRealm>> registrations;

    @Activate
    public LoginRealms(BundleContext context) {
        registrations = List.of(register(context, "osprey"), register(context, "karaf"));
        LOG.info("Log-in realms osprey and karaf ask for an Osprey token");
    }

    @Deactivate
    void close() {
        registrations.forEach(ServiceRegistration::unregister);
        LOG.info("Log-in realms osprey and karaf are gone");
    }

    private static ServiceRegistration<JaasRealm> register(BundleContext context, String name) {
        return context.registerService(JaasRealm.class, new OspreyRealm(name, context), null);
    }
}
