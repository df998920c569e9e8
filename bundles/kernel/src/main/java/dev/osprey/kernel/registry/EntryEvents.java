package dev.osprey.kernel.registry;

import dev.osprey.event.EventDraft;
import dev.osprey.event.EventHub;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells everyone what changed in the registry. */
final class EntryEvents implements Consumer<EntryIndex.Change> {

    static final String SOURCE = "registry";
    static final String REGISTERED = "module.registered";
    static final String DEREGISTERED = "module.deregistered";
    static final String EXPIRED = "module.expired";

    private static final Logger LOG = LoggerFactory.getLogger(EntryEvents.class);
    private final EventHub events;
    private final LongPredicate expiring;

    EntryEvents(EventHub events, LongPredicate expiring) {
        this.events = events;
        this.expiring = expiring;
    }

    @Override
    public void accept(EntryIndex.Change change) {
        Holding holding = change.holding();
        Holding other = change.other();
        switch (change.what()) {
            case APPEARED -> came(holding);
            case GONE -> went(holding);
            case REPLACED -> replaced(holding, other);
            default ->
                LOG.warn(
                        "The module id {} is held by {}; {} wants it too and has it when the first is gone (service {})",
                        holding.moduleId(),
                        other.holder(),
                        holding.holder(),
                        holding.serviceId());
        }
    }

    private void replaced(Holding now, Holding before) {
        if (!now.holder().equals(before.holder())) {
            went(before);
            came(now);
        } else if (!now.document().equals(before.document())) {
            came(now);
        }
    }

    private void came(Holding holding) {
        LOG.debug("Module {} is registered by {}", holding.moduleId(), holding.holder());
        publish(REGISTERED, holding);
    }

    private void went(Holding holding) {
        boolean expired = expiring.test(holding.serviceId());
        LOG.debug(
                "Module {} of {} is {}",
                holding.moduleId(),
                holding.holder(),
                expired ? "expired: no heartbeat" : "deregistered");
        publish(expired ? EXPIRED : DEREGISTERED, holding);
    }

    private void publish(String subject, Holding holding) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("module_id", holding.moduleId());
        data.put("holder", holding.holder());
        if (holding.document().get("module_type") instanceof String type) {
            data.put("module_type", type);
        }
        events.publish(EventDraft.of(subject, data).from(SOURCE));
    }
}
