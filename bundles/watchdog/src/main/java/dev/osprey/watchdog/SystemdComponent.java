package dev.osprey.watchdog;

import dev.osprey.system.Readiness;
import dev.osprey.watchdog.systemd.Systemd;
import dev.osprey.watchdog.tools.JvmWatch;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Speaks to systemd, if that started Osprey; else it does nothing. */
@Component(
        service = {},
        immediate = true)
public final class SystemdComponent {

    private static final Logger LOG = LoggerFactory.getLogger(SystemdComponent.class);
    private static final Duration CLOSE = Duration.ofSeconds(2);

    private final BundleContext context;
    private final Optional<Systemd> systemd;
    private ScheduledThreadPoolExecutor timer;

    @Activate
    public SystemdComponent(@Reference Readiness readiness, @Reference JvmWatch jvm, BundleContext context) {
        this.context = context;
        this.systemd = Systemd.find(System.getenv(), readiness::missing, jvm::trouble);
        systemd.ifPresent(found -> {
            timer = Threads.timer("osprey-watchdog-systemd");
            timer.scheduleWithFixedDelay(() -> tick(found), 0, 1, TimeUnit.SECONDS);
            LOG.info("systemd is told where Osprey stands");
        });
    }

    private static void tick(Systemd systemd) {
        try {
            systemd.tick();
        } catch (RuntimeException e) {
            // The timer would end, and systemd would end Osprey.
            LOG.warn("systemd could not be told where Osprey stands", e);
        }
    }

    @Deactivate
    public void close() {
        systemd.ifPresent(found -> {
            Threads.end(timer, CLOSE);
            found.close(context.getBundle(0).getState() == Bundle.STOPPING);
        });
    }
}
