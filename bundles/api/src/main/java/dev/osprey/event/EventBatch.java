package dev.osprey.event;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Events of one publisher and one subject, in order. */
@ConsumerType
public interface EventBatch {

    /** How many there are, at least 1. */
    int size();

    /** The events, decoded at the first call; thread-safe, the list is immutable. */
    List<Event> events();

    /** About how many bytes the batch keeps alive; lets a queue bound its memory as well as its length. 0 if not known. */
    default int weight() {
        return 0;
    }
}
