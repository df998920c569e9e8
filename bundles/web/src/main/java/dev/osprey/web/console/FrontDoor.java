package dev.osprey.web.console;

import dev.osprey.web.http.Door;
import dev.osprey.web.http.ErrorForm;
import dev.osprey.web.http.Exchange;
import dev.osprey.web.http.Route;
import dev.osprey.web.http.Routes;
import java.util.Dictionary;
import java.util.Hashtable;
import javax.servlet.Servlet;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.http.whiteboard.HttpWhiteboardConstants;
import org.osgi.service.http.whiteboard.annotations.RequireHttpWhiteboard;

/** Shows whoever comes to the address itself the way to the page. */
@Component(
        service = {},
        immediate = true)
@RequireHttpWhiteboard
public final class FrontDoor extends Door {

    private static final long serialVersionUID = 1L;
    private static final String PAGE = "/system/console/" + OspreyPage.LABEL;

    private transient ServiceRegistration<Servlet> registration;

    public FrontDoor() {
        super(Routes.of(way(""), way("/"), way("/osprey"), way("/osprey/")), ErrorForm.PROBLEM, null);
    }

    private static Route way(String path) {
        return Route.get(path)
                .login()
                .about("Leads to the console page")
                .gives(302, "The way", null)
                .by(FrontDoor::redirect);
    }

    /** Registers itself: the pattern of the root is the empty text, which does not survive in a component's description. */
    @Activate
    void start(BundleContext context) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(
                HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_PATTERN, new String[] {"", "/osprey", "/osprey/"});
        registration = context.registerService(Servlet.class, this, properties);
    }

    @Deactivate
    void stop() {
        registration.unregister();
    }

    /** Relative to the host on purpose: behind a tunnel the address that the server knows is not the one that the browser uses. */
    private static void redirect(Exchange exchange) {
        exchange.response().setStatus(302);
        exchange.response().setHeader("Location", PAGE);
    }
}
