package dev.osprey.launcher.run;

import dev.osprey.system.Endpoint;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The addresses that modules need. Thread-safe. */
public final class Endpoints {

    private static final String HTTP = "http";
    private static final String HUB = "hub";

    private final Map<String, String> addresses = new ConcurrentHashMap<>();

    public void add(Endpoint endpoint) {
        addresses.put(endpoint.name(), endpoint.address());
    }

    public void remove(Endpoint endpoint) {
        addresses.remove(endpoint.name(), endpoint.address());
    }

    /** What a module cannot start without and is not there yet. */
    List<String> missing() {
        List<String> missing = new ArrayList<>(List.of(HTTP, HUB));
        missing.removeAll(addresses.keySet());
        return missing;
    }

    boolean hubUp() {
        return addresses.containsKey(HUB);
    }

    String hubUrl() {
        return addresses.getOrDefault(HUB, "");
    }

    String registryUrl() {
        return addresses.getOrDefault(HTTP, "");
    }

    int registryPort() {
        URI uri = URI.create(registryUrl());
        return uri.getPort() > 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
    }
}
