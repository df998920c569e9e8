package dev.osprey.hub;

import dev.osprey.access.Credentials;
import dev.osprey.access.Principal;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A request at the door and the credential that it bears; the first that is there decides. */
final class Knock {

    private static final String BEARER = "bearer.";
    private static final String TICKET = "ticket.";

    private final HttpRequest request;
    private final QueryStringDecoder uri;
    private final List<String> protocols = new ArrayList<>();

    Knock(HttpRequest request) {
        this.request = request;
        this.uri = new QueryStringDecoder(request.uri());
        for (String line : request.headers().getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL)) {
            for (String one : line.split(",")) {
                protocols.add(one.trim());
            }
        }
    }

    /** Whether a header that decides occurs twice: two readers might choose differently. */
    static boolean ambiguous(HttpRequest request) {
        return Stream.of(HttpHeaderNames.HOST, HttpHeaderNames.ORIGIN, HttpHeaderNames.AUTHORIZATION)
                .anyMatch(name -> request.headers().getAll(name).size() > 1);
    }

    /** Whether there is anything that wants to be a credential. */
    boolean bearsCredential() {
        return request.headers().contains(HttpHeaderNames.AUTHORIZATION)
                || tongue() != null && protocols.stream().anyMatch(p -> p.startsWith(BEARER) || p.startsWith(TICKET))
                || uri.parameters().containsKey("token");
    }

    String path() {
        return uri.path();
    }

    /** The sub-protocol to agree on; null for none. */
    Tongue tongue() {
        return Tongue.offered(protocols);
    }

    Optional<Principal> principal(Credentials credentials) {
        String header = request.headers().get(HttpHeaderNames.AUTHORIZATION);
        if (header != null) {
            return header.toLowerCase(Locale.ROOT).startsWith("bearer ")
                    ? credentials.authenticate(
                            header.substring("bearer ".length()).trim())
                    : Optional.empty();
        }
        if (tongue() != null) {
            for (String protocol : protocols) {
                if (protocol.startsWith(BEARER)) {
                    return credentials.authenticate(protocol.substring(BEARER.length()));
                }
                if (protocol.startsWith(TICKET)) {
                    return credentials.redeem(protocol.substring(TICKET.length()));
                }
            }
        }
        // For Kite's modules; elsewhere a token in an address would only end in somebody's log.
        List<String> tokens = path().equals("/ws") ? uri.parameters().get("token") : null;
        return tokens != null && tokens.size() == 1 ? credentials.authenticate(tokens.get(0)) : Optional.empty();
    }
}
