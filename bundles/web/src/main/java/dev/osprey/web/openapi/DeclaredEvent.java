package dev.osprey.web.openapi;

import dev.osprey.event.InvalidSubjectException;
import dev.osprey.event.SubjectPattern;
import dev.osprey.registry.Entry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An event that somebody says it publishes.
 *
 * @param subject or a pattern
 * @param source who publishes it; null for whoever it is about
 * @param summary in a few words
 * @param data what its data is said to be; null if nothing is said
 */
record DeclaredEvent(String subject, String source, String summary, Object data) {

    private static final Logger LOG = LoggerFactory.getLogger(DeclaredEvent.class);

    /** What the entries say under {@code events_publish}: an object of subjects with their data, or a list of subjects. */
    static List<DeclaredEvent> of(Collection<Entry> entries) {
        List<DeclaredEvent> all = new ArrayList<>();
        for (Entry entry : entries) {
            Object declared = entry.document().get("events_publish");
            if (declared instanceof Map<?, ?> subjects) {
                subjects.forEach((subject, data) -> add(all, entry.moduleId(), subject, data));
            } else if (declared instanceof List<?> subjects) {
                subjects.forEach(subject -> add(all, entry.moduleId(), subject, null));
            }
        }
        return all;
    }

    private static void add(List<DeclaredEvent> all, String moduleId, Object subject, Object data) {
        if (subject instanceof String text && valid(text)) {
            all.add(new DeclaredEvent(text, moduleId, "Declared by " + moduleId, data));
        } else {
            LOG.debug("{} says that it publishes {}, which is no subject", moduleId, subject);
        }
    }

    private static boolean valid(String subject) {
        try {
            new SubjectPattern(subject);
            return true;
        } catch (InvalidSubjectException e) {
            return false;
        }
    }
}
