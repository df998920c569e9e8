package dev.osprey.kernel.tool;

import dev.osprey.kernel.registry.ServiceKeys;
import dev.osprey.registry.Registration;
import dev.osprey.registry.Registry;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Shows each bundle that brings tools as an entry of the registry, under its symbolic name, unless it has an entry of that id of its
 * own. Confined to one thread.
 */
final class ToolEntries implements AutoCloseable {

    /** Puts an entry into the service registry; the result takes it out again. */
    @FunctionalInterface
    interface Publisher {
        Runnable publish(Registration registration, Map<String, Object> properties);
    }

    private record Shown(Registration registration, Runnable withdraw) {}

    private final Catalogue catalogue;
    private final Publisher publisher;
    private final Map<Long, Shown> shown = new HashMap<>();

    ToolEntries(Catalogue catalogue, Publisher publisher) {
        this.catalogue = catalogue;
        this.publisher = publisher;
    }

    /** Brings the entries of all bundles up to date with the catalogue. */
    void refresh() {
        Map<Long, Map<String, Offer>> byBundle = catalogue.all().stream()
                .collect(Collectors.groupingBy(
                        Offer::bundleId,
                        Collectors.toMap(Offer::name, Function.identity(), (one, other) -> one, TreeMap::new)));
        byBundle.forEach((bundle, tools) -> show(bundle, registration(tools)));
        shown.keySet().removeIf(bundle -> {
            boolean gone = !byBundle.containsKey(bundle);
            if (gone) {
                shown.get(bundle).withdraw().run();
            }
            return gone;
        });
    }

    private void show(long bundle, Registration registration) {
        Shown before = shown.get(bundle);
        if (before != null && before.registration().equals(registration)) {
            return;
        }
        Runnable withdraw = publisher.publish(
                registration,
                Map.of(
                        Registry.MODULE_ID,
                        registration.moduleId(),
                        ServiceKeys.KIND,
                        ServiceKeys.DERIVED,
                        ServiceKeys.HOLDER,
                        "bundle:" + registration.moduleId()));
        shown.put(bundle, new Shown(registration, withdraw));
        if (before != null) {
            before.withdraw().run();
        }
    }

    private static Registration registration(Map<String, Offer> tools) {
        String id = tools.values().iterator().next().info().bundle();
        Map<String, Object> described = new LinkedHashMap<>();
        tools.forEach((name, offer) -> {
            Map<String, Object> tool = new LinkedHashMap<>();
            tool.put("description", offer.info().description());
            tool.put("input", offer.info().input());
            tool.put("output", offer.info().output());
            described.put(name, tool);
        });
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("module_id", id);
        document.put("module_type", "tool");
        document.put("name", id);
        document.put("tools", described);
        return new Registration(id, document);
    }

    @Override
    public void close() {
        shown.values().forEach(entry -> entry.withdraw().run());
        shown.clear();
    }
}
