package dev.osprey.event;

import org.osgi.annotation.versioning.ProviderType;

/** A running subscription. Every event that matched is delivered, dropped or still queued: {@code matched = delivered + dropped + queued}. */
@ProviderType
public interface Subscription extends AutoCloseable {

    /** Events handed to the listener. */
    long delivered();

    /** Events discarded because the queue was full, by the policy of {@link SubscriptionOptions#overflow()}. */
    long dropped();

    /** Events waiting for the listener. */
    int queued();

    /** Ends the subscription; a call in progress may still finish. May be called twice. */
    @Override
    void close();
}
