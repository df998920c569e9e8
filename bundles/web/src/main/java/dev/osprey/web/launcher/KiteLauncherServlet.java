package dev.osprey.web.launcher;

import static dev.osprey.web.http.Schema.list;
import static dev.osprey.web.http.Schema.object;
import static dev.osprey.web.http.Schema.oneOf;
import static dev.osprey.web.http.Schema.text;

import dev.osprey.access.AccessControl;
import dev.osprey.access.AuditLog;
import dev.osprey.access.Permission;
import dev.osprey.module.Modules;
import dev.osprey.web.http.Door;
import dev.osprey.web.http.ErrorForm;
import dev.osprey.web.http.Route;
import dev.osprey.web.http.Routes;
import javax.servlet.Servlet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** The paths of Kite's launcher, for its watchdog and for scripts written for it. */
@Component(service = {Servlet.class, Door.class})
@HttpWhiteboardServletName("osprey-launcher")
@HttpWhiteboardServletPattern("/launcher/*")
public final class KiteLauncherServlet extends Door {

    private static final long serialVersionUID = 1L;

    private final transient LauncherSlot slot;

    @Activate
    public KiteLauncherServlet(@Reference AccessControl access, @Reference AuditLog audit) {
        this(access, audit, new LauncherSlot());
    }

    private KiteLauncherServlet(AccessControl access, AuditLog audit, LauncherSlot slot) {
        super(routes(new ModuleRows(slot), new ModuleActions(slot, audit)), ErrorForm.DETAIL, access);
        this.slot = slot;
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addModules(Modules modules) {
        slot.put(modules);
    }

    void removeModules(Modules modules) {
        slot.take(modules);
    }

    private static Routes routes(ModuleRows rows, ModuleActions actions) {
        return Routes.of(
                Route.get("/launcher/modules")
                        .needs(Permission.MODULE_READ)
                        .about("Lists the modules with what is configured, wanted and running")
                        .gives("The modules", list(ModuleRows.ROW))
                        .by(rows::all),
                Route.get("/launcher/modules/{name}")
                        .needs(Permission.MODULE_READ, "name")
                        .about("Shows a module")
                        .path("name", "Name of the module")
                        .gives("The module", ModuleRows.ROW)
                        .by(rows::one),
                Route.post("/launcher/modules/{name}/start")
                        .needs(Permission.MODULE_CONTROL, "name")
                        .about("Starts a module, and before it all that it needs; does not wait until it is ready")
                        .path("name", "Name of the module")
                        .gives("Done; status, and the module as a list shows it", object("status", text()))
                        .by(actions::start),
                Route.post("/launcher/modules/{name}/stop")
                        .needs(Permission.MODULE_CONTROL, "name")
                        .about("Stops a module")
                        .path("name", "Name of the module")
                        .gives("Done; status, and the module as a list shows it", object("status", text()))
                        .by(actions::stop),
                Route.post("/launcher/modules/{name}/restart")
                        .needs(Permission.MODULE_RESTART, "name")
                        .about("Stops and starts a module; does not wait until it is ready")
                        .path("name", "Name of the module")
                        .gives("Done; status, and the module as a list shows it", object("status", text()))
                        .by(actions::restart),
                Route.put("/launcher/modules/{name}/state")
                        .needs(Permission.MODULE_CONTROL, "name")
                        .about("Sets a module to enabled, manual or disabled")
                        .path("name", "Name of the module")
                        .takes(object("state", oneOf("enabled", "manual", "disabled")))
                        .gives("Done; status, and the module as a list shows it", object("status", text()))
                        .by(actions::state),
                Route.post("/launcher/modules/{name}/state")
                        .needs(Permission.MODULE_CONTROL, "name")
                        .about("Sets a module to enabled, manual or disabled")
                        .path("name", "Name of the module")
                        .takes(object("state", oneOf("enabled", "manual", "disabled")))
                        .gives("Done; status, and the module as a list shows it", object("status", text()))
                        .by(actions::state),
                Route.post("/launcher/rescan")
                        .needs(Permission.MODULE_CONTROL)
                        .about("Looks for new and removed modules")
                        .gives("What came and went", object("added", list(text()), "removed", list(text())))
                        .by(actions::rescan),
                Route.post("/launcher/modules/rescan")
                        .needs(Permission.MODULE_CONTROL)
                        .about("Looks for new and removed modules")
                        .gives("What came and went", object("added", list(text()), "removed", list(text())))
                        .by(actions::rescan));
    }
}
