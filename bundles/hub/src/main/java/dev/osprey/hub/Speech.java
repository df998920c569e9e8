package dev.osprey.hub;

import io.netty.channel.Channel;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * How a connection speaks.
 *
 * @param packed whether compression was agreed
 */
record Speech(Tongue tongue, boolean packed) {

    /** How it is told of the events of a subscription. */
    Dialect dialect(Terms terms, Hub hub) {
        return packed ? tongue.packed(terms, hub) : tongue.dialect(terms, hub);
    }

    Outlet outlet(Channel channel, LoopMemory memory) {
        return packed ? new PackingOutlet(channel, memory) : new Outlet(channel, memory);
    }

    /** What cuts out its messages and gives them to {@code own}. */
    FrameReader reader(
            int most, FrameReader.Receiver own, BiConsumer<Refusal, Map<String, ?>> refusals, LoopMemory memory) {
        FrameReader.Receiver receiver = tongue.receiver(own, refusals);
        return packed ? new UnpackingReader(most, receiver, memory.unpacker()) : new FrameReader(most, receiver);
    }
}
