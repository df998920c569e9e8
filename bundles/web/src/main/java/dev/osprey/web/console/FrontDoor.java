package dev.osprey.web.console;

import dev.osprey.web.http.Door;
import dev.osprey.web.http.ErrorForm;
import dev.osprey.web.http.Exchange;
import dev.osprey.web.http.Routes;
import javax.servlet.Servlet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** Shows whoever comes to the address itself the way to the page. */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({"", "/osprey", "/osprey/"})
public final class FrontDoor extends Door {

    private static final long serialVersionUID = 1L;
    private static final String PAGE = "/system/console/" + OspreyPage.LABEL;

    @Activate
    public FrontDoor() {
        super(
                new Routes()
                        .on("GET", "", FrontDoor::redirect)
                        .on("GET", "/", FrontDoor::redirect)
                        .on("GET", "/osprey", FrontDoor::redirect)
                        .on("GET", "/osprey/", FrontDoor::redirect),
                ErrorForm.PROBLEM);
    }

    /** Relative to the host on purpose: behind a tunnel the address that the server knows is not the one that the browser uses. */
    private static void redirect(Exchange exchange) {
        exchange.response().setStatus(302);
        exchange.response().setHeader("Location", PAGE);
    }
}
