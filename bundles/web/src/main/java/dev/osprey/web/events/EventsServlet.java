package dev.osprey.web.events;

import static dev.osprey.web.http.Schema.any;
import static dev.osprey.web.http.Schema.integer;
import static dev.osprey.web.http.Schema.object;
import static dev.osprey.web.http.Schema.text;
import static dev.osprey.web.http.Schema.time;

import dev.osprey.access.AccessControl;
import dev.osprey.access.Credentials;
import dev.osprey.access.Permission;
import dev.osprey.event.EventHub;
import dev.osprey.event.EventRouter;
import dev.osprey.web.http.Door;
import dev.osprey.web.http.ErrorForm;
import dev.osprey.web.http.Route;
import dev.osprey.web.http.Routes;
import dev.osprey.web.http.Schema;
import java.time.Duration;
import java.util.Map;
import javax.servlet.Servlet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.http.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code /api/v1/events}: the event hub over HTTP. */
@Component(service = {Servlet.class, Door.class})
@HttpWhiteboardServletName("osprey-events")
@HttpWhiteboardServletPattern("/api/v1/events")
@HttpWhiteboardServletAsyncSupported
public final class EventsServlet extends Door {

    private static final long serialVersionUID = 1L;
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

    private final transient EventFeeds feeds;

    @Activate
    public EventsServlet(
            @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) EventHub hub,
            @Reference EventRouter router,
            @Reference Credentials credentials,
            @Reference AccessControl access) {
        this(access, new Publishing(hub, access), new EventFeeds(hub, router, credentials, access, KEEP_ALIVE));
    }

    EventsServlet(AccessControl access, Publishing publishing, EventFeeds feeds) {
        super(routes(publishing, feeds), ErrorForm.PROBLEM, access);
        this.feeds = feeds;
    }

    private static Routes routes(Publishing publishing, EventFeeds feeds) {
        return Routes.of(
                Route.get("/api/v1/events")
                        .leftToService(Permission.EVENT_SUBSCRIBE)
                        .about("Follows events as they happen, or from a place in the past on")
                        .query("subject", "Pattern of subjects; may be repeated; everything if left out", patterns())
                        .query("from", "Where to begin: a sequence number, a time (RFC 3339), or last")
                        .header("Last-Event-ID", "Goes on after this sequence number; it counts more than from")
                        .gives("Server-sent events, each called by its subject; gap for what is missing", null)
                        .streams()
                        .by(feeds::open),
                Route.post("/api/v1/events")
                        .leftToService(Permission.EVENT_PUBLISH)
                        .about("Publishes an event in the caller's name; application/cloudevents+json is a CloudEvent")
                        .takes(object(
                                "event",
                                text(),
                                "data?",
                                any(),
                                "correlation_id?",
                                text(),
                                "causation_id?",
                                text(),
                                "traceparent?",
                                text()))
                        .gives(
                                202,
                                "The event as it was accepted",
                                object(
                                        "event_id",
                                        text(),
                                        "event",
                                        text(),
                                        "source",
                                        text(),
                                        "timestamp",
                                        time(),
                                        "sequence",
                                        integer()))
                        .repeatable()
                        .by(publishing::publish));
    }

    private static Map<String, Object> patterns() {
        return Schema.list(text());
    }

    @Deactivate
    void stop() {
        feeds.close();
    }
}
