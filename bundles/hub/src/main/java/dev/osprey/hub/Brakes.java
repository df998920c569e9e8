package dev.osprey.hub;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Subscriptions with the policy {@code block} whose queue is full, and the publishers that are not read meanwhile. This class is
 * threadsafe.
 */
final class Brakes {

    private final Set<Feed> engaged = ConcurrentHashMap.newKeySet();
    private final Set<Peer> held = ConcurrentHashMap.newKeySet();
    /** So that publishers look at one field only as long as nobody brakes. */
    private volatile boolean any;

    synchronized void engage(Feed feed) {
        engaged.add(feed);
        any = true;
    }

    void release(Feed feed) {
        synchronized (this) {
            engaged.remove(feed);
            any = !engaged.isEmpty();
        }
        // Each publisher looks anew at its next event.
        for (Peer peer : held) {
            held.remove(peer);
            peer.run(() -> peer.hold(false));
        }
    }

    boolean any() {
        return any;
    }

    /** Stops reading a publisher if somebody who listens to the subject brakes. On the publisher's event loop. */
    void brake(Peer publisher, String subject) {
        for (Feed feed : engaged) {
            if (feed.owner() != publisher && feed.hears(subject)) {
                publisher.hold(true);
                held.add(publisher);
                if (!engaged.contains(feed)) {
                    publisher.hold(false);
                }
                return;
            }
        }
    }
}
