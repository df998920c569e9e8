package dev.osprey.web.endpoint;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The address for clients among those that a server names: plain HTTP first, since TLS is for other machines. */
final class ServerAddress {

    private static final Pattern URL = Pattern.compile("(https?)://\\[?([^\\]/]+?)]?:(\\d+)/?");

    private ServerAddress() {}

    /** @param property a String, an array or a collection of them, as the OSGi HTTP specification allows */
    static String of(Object property) {
        return strings(property).stream()
                .map(URL::matcher)
                .filter(Matcher::matches)
                .min(Comparator.comparing(url -> url.group(1)))
                .map(url -> url.group(1) + "://" + host(url.group(2)) + ":" + url.group(3))
                .orElseThrow(() -> new IllegalArgumentException("The HTTP server names no address with a port: "
                        + strings(property) + "; check org.ops4j.pax.web.cfg"));
    }

    private static List<String> strings(Object property) {
        if (property instanceof String[]) {
            return Arrays.asList((String[]) property);
        }
        if (property instanceof Collection) {
            return ((Collection<?>) property).stream().map(String::valueOf).toList();
        }
        return List.of(String.valueOf(property));
    }

    /** A server that listens everywhere is reached on the loopback; an IPv6 address needs its brackets. */
    static String host(String host) {
        if (host.equals("0.0.0.0") || host.equals("0:0:0:0:0:0:0:0") || host.equals("::")) {
            return "127.0.0.1";
        }
        return host.contains(":") ? "[" + host + "]" : host;
    }
}
