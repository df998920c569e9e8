package dev.osprey.shell.complete;

import dev.osprey.registry.Entry;
import dev.osprey.registry.Registry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Subjects that modules say they publish or listen to, and those of the system; no patterns. */
@Service
public final class Subjects extends LiveCompleter<Registry> {

    private static final List<String> SYSTEM = List.of(
            "module.registered",
            "module.deregistered",
            "module.expired",
            "module.starting",
            "module.started",
            "module.ready",
            "module.stopped",
            "module.state_changed",
            "tool.added",
            "tool.removed");

    public Subjects() {
        super(Registry.class);
    }

    @Override
    Collection<String> words(Registry registry) {
        return of(registry).stream()
                .filter(subject -> subject.indexOf('*') < 0 && subject.indexOf('>') < 0)
                .toList();
    }

    /** With the patterns that modules listen to. */
    static Collection<String> of(Registry registry) {
        Collection<String> subjects = new TreeSet<>(SYSTEM);
        for (Entry entry : registry.entries()) {
            if (entry.document().get("events_publish") instanceof Map<?, ?> published) {
                published.keySet().forEach(subject -> subjects.add(subject.toString()));
            }
            if (entry.document().get("events_subscribe") instanceof List<?> wanted) {
                wanted.forEach(subject -> subjects.add(String.valueOf(subject)));
            }
        }
        return subjects;
    }
}
