package dev.osprey.tls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** The names that a certificate made here is good for. */
final class Names {

    private Names() {}

    static Set<String> wanted(TlsSettings settings, String host) {
        Set<String> names = new LinkedHashSet<>(Set.of("localhost", "127.0.0.1", "::1"));
        if (host.matches("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")) {
            names.add(host.toLowerCase(Locale.ROOT));
        }
        if (settings.beyondLoopback() && !settings.bind().matches("[0.:]+")) {
            names.add(settings.bind().toLowerCase(Locale.ROOT));
        }
        names.addAll(settings.names());
        return names;
    }

    /** The name of this machine, or nothing if it does not know. */
    static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "";
        }
    }

    /** Addresses in one spelling, so that they can be compared. */
    static String canonical(String name) {
        if (!name.matches("[0-9.]+|.*:.*")) {
            return name;
        }
        try {
            // Of a literal; nobody is asked.
            return InetAddress.getByName(name).getHostAddress();
        } catch (UnknownHostException e) {
            return name;
        }
    }

    static boolean covers(Set<String> certified, Set<String> wanted) {
        Set<String> have = new LinkedHashSet<>();
        certified.forEach(name -> have.add(canonical(name)));
        return wanted.stream().map(Names::canonical).allMatch(have::contains);
    }
}
