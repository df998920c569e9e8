package dev.osprey.web.guard;

import java.util.Arrays;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands the configuration to the guard, which is at its strictest without it. */
@Component(
        immediate = true,
        service = {},
        configurationPid = GuardConfiguration.PID)
@Designate(ocd = GuardConfiguration.class)
public final class GuardSettings {

    private static final Logger LOG = LoggerFactory.getLogger(GuardSettings.class);

    private final JettyGuard guard;

    @Activate
    public GuardSettings(@Reference JettyGuard guard, GuardConfiguration configuration) {
        this.guard = guard;
        Hosts hosts = new Hosts(Arrays.asList(configuration.hosts().split(",")));
        guard.configure(new Settings(hosts, configuration.maxBody(), configuration.maxConsoleBody()));
        LOG.info(
                "The guard answers to loopback names and [{}]; bodies up to {} bytes, in the Web Console {}",
                configuration.hosts(),
                configuration.maxBody(),
                configuration.maxConsoleBody());
    }

    @Deactivate
    void stop() {
        guard.configure(Settings.STRICT);
    }
}
