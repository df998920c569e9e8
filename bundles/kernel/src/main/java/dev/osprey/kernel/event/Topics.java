package dev.osprey.kernel.event;

import dev.osprey.event.InvalidSubjectException;
import dev.osprey.event.Subject;
import java.util.Optional;

/**
 * Subjects as EventAdmin topics and back. {@code .} and {@code /} change places; {@code [A-Za-z0-9_-]} stay; any other UTF-16 unit
 * becomes {@code __hhhh} in lower-case hex, and the first {@code _} of a literal {@code __hhhh} is escaped the same way.
 */
final class Topics {

    private static final int ESCAPE = 6;

    private Topics() {}

    /** Whether these events stay in the JVM and the hub's never become them: the framework's and Karaf's own. */
    static boolean internal(String topic) {
        return under(topic, "org/osgi") || under(topic, "org/apache");
    }

    private static boolean under(String topic, String prefix) {
        return topic.startsWith(prefix) && (topic.length() == prefix.length() || topic.charAt(prefix.length()) == '/');
    }

    /** The topic of a valid subject. */
    static String toTopic(String subject) {
        StringBuilder topic = new StringBuilder(subject.length() + 16);
        for (int i = 0; i < subject.length(); i++) {
            char c = subject.charAt(i);
            if (c == '.') {
                topic.append('/');
            } else if (stays(c) && !escapeAt(subject, i)) {
                topic.append(c);
            } else {
                topic.append("__").append(String.format("%04x", (int) c));
            }
        }
        return topic.toString();
    }

    /** The subject of a topic; empty if no valid subject has this topic. */
    static Optional<String> toSubject(String topic) {
        StringBuilder subject = new StringBuilder(topic.length());
        for (int i = 0; i < topic.length(); i++) {
            char c = topic.charAt(i);
            if (c == '/') {
                subject.append('.');
            } else if (escapeAt(topic, i)) {
                subject.append((char) Integer.parseInt(topic.substring(i + 2, i + ESCAPE), 16));
                i += ESCAPE - 1;
            } else {
                subject.append(c);
            }
        }
        String value = subject.toString();
        try {
            new Subject(value);
        } catch (InvalidSubjectException e) {
            return Optional.empty();
        }
        return toTopic(value).equals(topic) ? Optional.of(value) : Optional.empty();
    }

    private static boolean stays(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-';
    }

    private static boolean escapeAt(String text, int at) {
        if (!text.startsWith("__", at) || at + ESCAPE > text.length()) {
            return false;
        }
        for (int i = at + 2; i < at + ESCAPE; i++) {
            if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
                return false;
            }
        }
        return true;
    }
}
