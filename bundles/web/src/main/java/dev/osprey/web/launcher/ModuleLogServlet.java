package dev.osprey.web.launcher;

import static dev.osprey.web.http.Schema.integer;
import static dev.osprey.web.http.Schema.list;
import static dev.osprey.web.http.Schema.object;
import static dev.osprey.web.http.Schema.text;

import dev.osprey.access.AccessControl;
import dev.osprey.access.Permission;
import dev.osprey.module.Modules;
import dev.osprey.web.http.Door;
import dev.osprey.web.http.ErrorForm;
import dev.osprey.web.http.Exchange;
import dev.osprey.web.http.Json;
import dev.osprey.web.http.Refusal;
import dev.osprey.web.http.Refusals;
import dev.osprey.web.http.Route;
import dev.osprey.web.http.Routes;
import dev.osprey.web.http.Text;
import java.io.IOException;
import java.util.List;
import javax.servlet.Servlet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code GET /api/v1/modules/NAME/log}: what a module wrote. */
@Component(service = {Servlet.class, Door.class})
@HttpWhiteboardServletName("osprey-module-log")
@HttpWhiteboardServletPattern("/api/v1/modules/*")
public final class ModuleLogServlet extends Door {

    private static final long serialVersionUID = 1L;
    private static final int USUAL = 200;
    private static final int MOST = 10_000;

    private final transient LauncherSlot slot;

    @Activate
    public ModuleLogServlet(@Reference AccessControl access) {
        this(access, new LauncherSlot());
    }

    private ModuleLogServlet(AccessControl access, LauncherSlot slot) {
        super(routes(slot), ErrorForm.PROBLEM, access);
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

    private static Routes routes(LauncherSlot slot) {
        return Routes.of(Route.get("/api/v1/modules/{name}/log")
                .needs(Permission.MODULE_LOG, "name")
                .about("Shows the last lines that a module wrote")
                .path("name", "Name of the module")
                .query("lines", "The most lines; " + USUAL + " if left out", integer(1, MOST))
                .gives("The lines, oldest first", object("name", text(), "lines", list(text())))
                .by(x -> show(slot, x)));
    }

    private static void show(LauncherSlot slot, Exchange exchange) throws IOException {
        String name = exchange.param("name");
        int most = lines(exchange.query(String.valueOf(USUAL), "lines"));
        List<String> lines;
        try {
            lines = slot.modules().logs(name, most);
        } catch (RuntimeException e) {
            throw Refusals.of(e);
        }
        exchange.reply(200, Json.object("name", name, "lines", lines));
    }

    private static int lines(String text) {
        if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= MOST) {
            return Integer.parseInt(text);
        }
        throw Refusal.badRequest("lines is " + Text.shown(text), "use a number from 1 to " + MOST);
    }
}
