package dev.osprey.event;

import org.osgi.annotation.versioning.ProviderType;

/** The receivers of one subject in one state of the index. Immutable but for {@link #current()}. */
@ProviderType
public interface Route {

    /** The subject that was asked for. */
    String subject();

    /** Whether neither subscriptions nor streams have changed since; if false, ask the router again. */
    boolean current();

    /** How many sinks there are, members of groups included. */
    int size();

    /** Whether publishing has any effect: there is a sink, or a stream keeps the subject. */
    boolean wanted();

    /** Whether a sink may hold on to batches after {@link EventRouter#publish} has returned. */
    boolean keepsBatches();

    /** Whether a stream on disk keeps the subject, so that publishing may fail with a {@link JournalException}. */
    boolean durable();
}
