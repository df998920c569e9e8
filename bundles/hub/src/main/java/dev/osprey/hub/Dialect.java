package dev.osprey.hub;

import dev.osprey.event.EventBatch;
import io.netty.buffer.ByteBuf;

/** How a connection is told of events. */
@FunctionalInterface
interface Dialect {

    /** The frames of a batch for one more connection, which releases them. Called in the router's order, one batch at a time. */
    ByteBuf frames(EventBatch batch);
}
