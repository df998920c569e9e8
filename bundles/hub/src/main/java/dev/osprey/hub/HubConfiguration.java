package dev.osprey.hub;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration of the hub's network side, PID {@value #PID}. */
@ObjectClassDefinition(
        name = "Osprey event hub",
        description = "The WebSocket door of the event hub",
        id = HubConfiguration.PID)
@interface HubConfiguration {

    String PID = "dev.osprey.hub";

    int PORT = 8182;
    int TLS_PORT = 8183;

    @AttributeDefinition(
            description =
                    "Loopback address to listen on without TLS; where the listener with TLS binds to, dev.osprey.tls says")
    String host() default "127.0.0.1";

    @AttributeDefinition(description = "Port; 0 picks a free one")
    int port() default PORT;

    @AttributeDefinition(description = "Port with TLS, open while TLS is on; 0 picks a free one")
    int tls_port() default TLS_PORT;

    @AttributeDefinition(description = "Whether a free port is taken when a default port is in use")
    boolean port_fallback() default true;

    @AttributeDefinition(description = "Event loops; 0 takes half of the processors, from one to four")
    int threads() default 0;

    @AttributeDefinition(description = "Largest message of a client, in bytes")
    int frame_max() default 1 << 20;

    @AttributeDefinition(description = "Patterns that one connection may hold")
    int patterns_max() default 1_000;

    @AttributeDefinition(description = "Subscriptions that one connection may hold, its own included")
    int subscriptions_max() default 64;

    @AttributeDefinition(description = "Connections at the same time")
    int connections_max() default 20_000;

    @AttributeDefinition(
            description =
                    "Bytes that may wait for one subscription before its policy applies; a client may ask for less")
    int pending_max() default 16 << 20;

    @AttributeDefinition(
            description =
                    "Events that may wait for one subscription before its policy applies; a client may ask for less")
    int queued_max() default 100_000;

    @AttributeDefinition(
            description =
                    "Seconds after which a connection is closed that reads nothing, or whose policy block holds others up")
    int slow_seconds() default 30;

    @AttributeDefinition(
            description = "Seconds of silence after which a client is pinged, and closed after as many again")
    int idle_seconds() default 30;

    @AttributeDefinition(description = "Seconds within which a connection must have asked for its upgrade")
    int handshake_seconds() default 10;

    @AttributeDefinition(
            description =
                    "Whether events are compressed for clients that offer it (permessage-deflate). Halves the bytes of an event of 1 KiB,"
                            + " costs each event loop some 25 microseconds in place of 2 for it, 1.5 MiB of memory once, and the clients"
                            + " their part: for slow networks, not for this machine")
    boolean compression() default false;

    @AttributeDefinition(description = "Tool calls of one connection at the same time")
    int calls_max() default 16;

    @AttributeDefinition(description = "Subjects whose newest event may be retained; 0 for none")
    int retained_max() default 10_000;

    @AttributeDefinition(description = "Bytes of retained events")
    int retained_bytes() default 16 << 20;

    @AttributeDefinition(description = "Connections of one principal at the same time; does not bind administrators")
    int principal_connections_max() default 1_000;

    @AttributeDefinition(
            description = "Events a second that one principal may publish over all its connections; 0 for no limit")
    int principal_rate_max() default 5_000_000;

    @AttributeDefinition(description = "Origins of web pages that may connect, besides those of the http endpoint")
    String[] origins() default {};

    @AttributeDefinition(description = "Host names that requests may bear, besides the loopback ones")
    String[] hosts() default {};
}
