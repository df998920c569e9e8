package dev.osprey.kernel.access;

import dev.osprey.access.Permission;
import dev.osprey.access.Principal;
import dev.osprey.event.EventDraft;
import dev.osprey.event.EventHub;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/**
 * Publishes each denial as {@code access.denied}. A component of its own, so that access control needs no event hub and the event
 * hub may need access control.
 */
@Component(
        immediate = true,
        service = {})
public final class DenialPublisher {

    private final TableAccessControl access;
    private final EventHub hub;
    private final TableAccessControl.DenialListener listener = this::publish;

    @Activate
    public DenialPublisher(
            @Reference TableAccessControl access, @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) EventHub hub) {
        this.access = access;
        this.hub = hub;
        access.addListener(listener);
    }

    @Deactivate
    void stop() {
        access.removeListener(listener);
    }

    private void publish(Principal principal, Permission permission, String resource) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("principal", principal == null ? null : principal.name());
        data.put("permission", permission == null ? null : permission.key());
        data.put("resource", resource);
        hub.publish(EventDraft.of("access.denied", data).from("osprey"));
    }
}
