package dev.osprey.kernel.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.osprey.kernel.store.PrivateFiles;
import dev.osprey.system.Endpoint;
import dev.osprey.system.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The endpoints that are open, and {@code run/endpoints.json}: written when all required ones are there for the first time, and on
 * each change from then on. Of two endpoints with one name the older counts. This class is threadsafe.
 */
final class EndpointsFile implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EndpointsFile.class);
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path file;
    private final Set<String> required;
    private final Map<String, Object> facts = new LinkedHashMap<>();
    /** Guarded by this. */
    private final List<Endpoint> endpoints = new ArrayList<>();
    /** Guarded by this. */
    private boolean announced;
    /** Guarded by this; what is removed after the end must not bring the file back. */
    private boolean closed;

    EndpointsFile(Home home, String version, Set<String> required) {
        this.file = home.run().resolve("endpoints.json");
        this.required = required;
        facts.put("pid", ProcessHandle.current().pid());
        facts.put("deploy", home.deploy().toString());
        facts.put("modules", home.modules().toString());
        facts.put("home", home.root().toString());
        facts.put("version", version);
        remove();
    }

    synchronized void add(Endpoint endpoint) {
        endpoints.add(endpoint);
        update();
    }

    synchronized void remove(Endpoint endpoint) {
        endpoints.remove(endpoint);
        update();
    }

    /** The names of required endpoints that are not open. */
    synchronized List<String> missing() {
        Map<String, Object> open = open();
        return required.stream().filter(name -> !open.containsKey(name)).toList();
    }

    /** Removes the file: nobody listens any more. */
    @Override
    public synchronized void close() {
        closed = true;
        remove();
    }

    private void update() {
        boolean first = !announced && missing().isEmpty();
        if (closed || !first && !announced) {
            return;
        }
        announced = true;
        Map<String, Object> content = open();
        String addresses = content.toString();
        content.putAll(facts);
        try {
            PrivateFiles.replace(file, json(content));
            if (first) {
                LOG.info("Osprey is ready: {} (also in {})", addresses, file);
            }
        } catch (IOException e) {
            LOG.error("The addresses {} could not be written to {}; check free space and owner", addresses, file, e);
        }
    }

    private static byte[] json(Map<String, Object> content) throws JsonProcessingException {
        return (JSON.writeValueAsString(content) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private Map<String, Object> open() {
        Map<String, Object> open = new LinkedHashMap<>();
        endpoints.forEach(endpoint -> open.putIfAbsent(endpoint.name(), endpoint.address()));
        return open;
    }

    private void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("The old {} could not be removed; it names addresses that may no longer be open", file, e);
        }
    }
}
