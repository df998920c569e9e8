package dev.osprey.kernel.tool;

import dev.osprey.access.AccessControl;
import dev.osprey.access.AuditLog;
import dev.osprey.access.Permission;
import dev.osprey.access.Principal;
import dev.osprey.event.EventDraft;
import dev.osprey.event.EventHub;
import dev.osprey.registry.Registration;
import dev.osprey.tool.QuickTool;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolException;
import dev.osprey.tool.ToolInfo;
import dev.osprey.tool.ToolInvocation;
import dev.osprey.tool.ToolObserver;
import dev.osprey.tool.ToolRequest;
import dev.osprey.tool.Tools;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferenceScope;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tool table: a whiteboard of {@link Tool} services. */
@Component(service = Tools.class, immediate = true, configurationPid = ToolConfiguration.PID)
@Designate(ocd = ToolConfiguration.class)
public final class ToolTable implements Tools {

    private static final Logger LOG = LoggerFactory.getLogger(ToolTable.class);

    private final BundleContext context;
    private final OfferReader reader = new OfferReader();
    private final EventHub events;
    private final CallRoom room;
    private final ToolDesk desk;

    @Activate
    public ToolTable(
            BundleContext context,
            ToolConfiguration configuration,
            @Reference AccessControl access,
            @Reference AuditLog audit,
            @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) EventHub events) {
        this.context = context;
        this.events = events;
        room = new CallRoom(configuration.max_concurrent(), configuration.max_concurrent_per_tool());
        desk = new ToolDesk(
                new ToolAccess(access),
                new CallEngine(room, audit),
                (subject, tool) -> publish(events, subject, tool),
                this::show);
        LOG.info("Tool table started: {}", room);
    }

    private static void publish(EventHub events, String subject, ToolInfo tool) {
        events.publish(EventDraft.of(subject, Map.of("name", tool.name(), "bundle", tool.bundle()))
                .from("osprey"));
    }

    private Runnable show(Registration registration, Map<String, Object> properties) {
        ServiceRegistration<Registration> service =
                context.registerService(Registration.class, registration, new Hashtable<>(properties));
        return service::unregister;
    }

    @Modified
    void modified(ToolConfiguration configuration) {
        room.resize(configuration.max_concurrent(), configuration.max_concurrent_per_tool());
        LOG.info("Tool table configured: {}", room);
    }

    @Deactivate
    void stop() {
        desk.close();
        LOG.info("Tool table stopped");
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            updated = "updatedTool",
            unbind = "unbindTool")
    void bindTool(Tool tool, Map<String, Object> properties) {
        String bundle = symbolicName(properties);
        try {
            desk.add(reader.read(tool, properties, bundle));
        } catch (IllegalArgumentException refused) {
            desk.remove(serviceId(properties));
            LOG.warn("A tool of bundle {} is refused: {}", bundle, refused.getMessage());
        }
    }

    void updatedTool(Tool tool, Map<String, Object> properties) {
        bindTool(tool, properties);
    }

    void unbindTool(Tool tool, Map<String, Object> properties) {
        desk.remove(serviceId(properties));
    }

    private static long serviceId(Map<String, Object> properties) {
        return (Long) properties.get(Constants.SERVICE_ID);
    }

    private String symbolicName(Map<String, Object> properties) {
        Bundle bundle = properties.get(Constants.SERVICE_BUNDLEID) instanceof Long id ? context.getBundle(id) : null;
        return bundle == null ? "unknown" : bundle.getSymbolicName();
    }

    @Override
    public List<ToolInfo> list() {
        return desk.list();
    }

    @Override
    public Optional<ToolInfo> find(String name) {
        return desk.find(name);
    }

    @Override
    public ToolInvocation call(ToolRequest request, ToolObserver observer) {
        try {
            return desk.call(request, observer);
        } catch (ToolException refused) {
            if (ToolException.DENIED.equals(refused.code())) {
                denied(request.principal(), request.tool());
            }
            throw refused;
        }
    }

    @Override
    public Optional<QuickTool> quick(String name, Principal principal, String door) {
        return desk.quick(name, principal, door, this::denied);
    }

    private void denied(Principal principal, String tool) {
        Map<String, Object> denial =
                Map.of("principal", principal.name(), "permission", Permission.TOOL_CALL.key(), "resource", tool);
        events.publish(EventDraft.of("access.denied", denial).from("osprey"));
    }
}
