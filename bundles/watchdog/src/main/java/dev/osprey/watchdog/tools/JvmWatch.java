package dev.osprey.watchdog.tools;

import dev.osprey.watchdog.check.Reading;
import java.util.List;

/** The watch over this JVM, as the other parts of this bundle see it. Thread-safe. */
public interface JvmWatch {

    List<Reading> readings();

    /** What is so wrong that the JVM should be started anew, or null. */
    String trouble();
}
