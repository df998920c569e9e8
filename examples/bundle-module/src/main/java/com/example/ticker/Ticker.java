package com.example.ticker;

import dev.osprey.event.EventDraft;
import dev.osprey.event.EventHub;
import dev.osprey.registry.Registry;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** Publishes {@code ticker.tick} every second for as long as its bundle is started. */
@Component(
        service = Ticker.class,
        immediate = true,
        property = {Registry.MODULE_ID + "=ticker", Registry.MODULE_TYPE + "=service", Registry.MODULE_NAME + "=Ticker"
        })
public final class Ticker {

    private final EventHub hub;
    private final ScheduledExecutorService clock;
    private long ticks;

    @Activate
    public Ticker(@Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) EventHub hub) {
        this.hub = hub;
        this.clock = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "ticker"));
        clock.scheduleAtFixedRate(this::tick, 0, 1, TimeUnit.SECONDS);
    }

    private void tick() {
        hub.publish(EventDraft.of("ticker.tick", Map.of("n", ++ticks)).from("ticker"));
    }

    @Deactivate
    public void close() {
        clock.shutdown();
    }
}
