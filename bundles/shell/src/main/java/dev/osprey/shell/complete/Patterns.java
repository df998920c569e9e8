package dev.osprey.shell.complete;

import dev.osprey.registry.Registry;
import java.util.Collection;
import java.util.TreeSet;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** What one may listen to: the known subjects, all below their first tokens, and what streams keep. */
@Service
public final class Patterns extends LiveCompleter<Registry> {

    public Patterns() {
        super(Registry.class);
    }

    @Override
    Collection<String> words(Registry registry) {
        Collection<String> patterns = new TreeSet<>(Subjects.of(registry));
        for (String subject : patterns.toArray(String[]::new)) {
            for (int dot = subject.indexOf('.'); dot > 0; dot = subject.indexOf('.', dot + 1)) {
                patterns.add(subject.substring(0, dot) + ".>");
            }
        }
        StreamPatterns kept = new StreamPatterns();
        kept.context = context;
        patterns.addAll(kept.live());
        return patterns;
    }
}
