package dev.osprey.hub;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counters since the start. */
final class HubStats {

    /** Event frames that came in. */
    final LongAdder received = new LongAdder();

    /** Of these, given to the router. */
    final LongAdder routed = new LongAdder();

    /** Of these, acknowledged but not routed, because they had been seen. */
    final LongAdder duplicates = new LongAdder();

    /** Of these, refused by access control. */
    final LongAdder denied = new LongAdder();

    /** Of these, refused because their principal sent too many a second. */
    final LongAdder limited = new LongAdder();

    /** Frames answered with an error for another reason. */
    final LongAdder errors = new LongAdder();

    /** Events written to connections. */
    final LongAdder delivered = new LongAdder();

    /** Events that connections were too slow for, and whose loss they have been told of. */
    final LongAdder dropped = new LongAdder();

    /** Events that were on their way to a connection when it ended. */
    final LongAdder discarded = new LongAdder();

    /** Connections that were closed because they were too slow. */
    final LongAdder tooSlow = new LongAdder();

    /** Connections that were accepted. */
    final LongAdder accepted = new LongAdder();

    /** Resets that watches of the registry got. */
    final LongAdder watchResets = new LongAdder();

    /** Handshakes that were refused. */
    final LongAdder refused = new LongAdder();

    /** Events by subject. */
    final Traffic traffic = new Traffic();

    Map<String, Object> view() {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("events_received", received.sum());
        view.put("events_routed", routed.sum());
        view.put("events_duplicate", duplicates.sum());
        view.put("events_denied", denied.sum());
        view.put("events_limited", limited.sum());
        view.put("events_delivered", delivered.sum());
        view.put("events_dropped", dropped.sum());
        view.put("events_discarded", discarded.sum());
        view.put("connections_too_slow", tooSlow.sum());
        view.put("watch_resets", watchResets.sum());
        view.put("frames_refused", errors.sum());
        view.put("connections_accepted", accepted.sum());
        view.put("handshakes_refused", refused.sum());
        view.put("events_by_subject", traffic.view());
        return view;
    }
}
