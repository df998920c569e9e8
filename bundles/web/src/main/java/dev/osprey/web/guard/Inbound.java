package dev.osprey.web.guard;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What the guard looks at of a request.
 *
 * @param method as sent
 * @param rawPath the path as sent, nothing decoded
 * @param path the path as the server will map it
 * @param authority host and port that the server takes the request to be for
 * @param remote the caller's address
 * @param port the local port that it came in through
 * @param secure whether it came over TLS
 * @param certified the names that our certificate is good for; none unless it came over TLS
 * @param length the announced length of the body, -1 if none
 * @param headers all values of a header, an empty list if there are none
 */
record Inbound(
        String method,
        String rawPath,
        String path,
        String authority,
        String remote,
        int port,
        boolean secure,
        Set<String> certified,
        long length,
        Function<String, List<String>> headers) {

    /** The only value of a header; null if there is none. */
    String header(String name) {
        List<String> values = headers.apply(name);
        return values.size() == 1 ? values.get(0) : null;
    }

    boolean has(String name) {
        return !headers.apply(name).isEmpty();
    }

    /** Whether the method changes nothing by its definition. */
    boolean safe() {
        return method.equals("GET") || method.equals("HEAD");
    }
}
