package dev.osprey.hub;

import dev.osprey.system.Endpoint;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which hosts a request may name and from which web pages it may come. The hub's port is open to every page that a browser of this
 * machine shows, hence both checks. Thread-safe.
 */
final class Origins {

    private static final Logger log = LoggerFactory.getLogger(Origins.class);

    private final Set<String> configured;
    private final Set<String> hosts;
    private final Set<Endpoint> web = ConcurrentHashMap.newKeySet();
    private volatile Set<String> certified = Set.of();
    private volatile Set<String> allowed;

    Origins(List<String> origins, List<String> hosts) {
        this.configured = Set.copyOf(origins);
        this.hosts = new HashSet<>(hosts);
        this.hosts.addAll(Loopback.NAMES);
        this.allowed = configured;
    }

    void add(Endpoint endpoint) {
        web.add(endpoint);
        gather();
    }

    void remove(Endpoint endpoint) {
        web.remove(endpoint);
        gather();
    }

    /** The names that the certificate for TLS is good for: requests may bear them, and so may the pages of the https endpoint. */
    void certified(Set<String> names) {
        certified = names.stream().map(Origins::inUrl).collect(Collectors.toUnmodifiableSet());
        gather();
    }

    private static String inUrl(String name) {
        return name.contains(":") ? "[" + name + "]" : name;
    }

    private void gather() {
        Set<String> all = new HashSet<>(configured);
        for (Endpoint endpoint : web) {
            try {
                URI address = URI.create(endpoint.address());
                String port = address.getPort() < 0 ? "" : ":" + address.getPort();
                all.add(address.getScheme() + "://" + address.getHost() + port);
                Loopback.NAMES.forEach(name -> all.add(address.getScheme() + "://" + name + port));
                if (address.getScheme().equals("https")) {
                    // A browser leaves the standard port out.
                    String shown = port.equals(":443") ? "" : port;
                    certified.forEach(name -> all.add("https://" + name + shown));
                }
            } catch (IllegalArgumentException e) {
                log.warn(
                        "The address {} of the endpoint {} is no URI; its pages may not connect",
                        endpoint.address(),
                        endpoint.name());
            }
        }
        allowed = Set.copyOf(all);
    }

    /** @param origin the header, or null if there is none, as programs send none */
    boolean allows(String origin) {
        return origin == null || allowed.contains(origin);
    }

    /**
     * @param host the header
     * @param tls whether it came over TLS: only there the certificate's names are ours
     */
    boolean knows(String host, boolean tls) {
        if (host == null) {
            return false;
        }
        String name = host.replaceFirst(":[0-9]{1,5}$", "").toLowerCase(Locale.ROOT);
        return hosts.contains(name) || tls && certified.contains(name);
    }
}
