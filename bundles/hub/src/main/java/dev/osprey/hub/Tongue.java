package dev.osprey.hub;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** What a connection speaks: the sub-protocol that was agreed. Its own frames for control are the hub's in any case. */
enum Tongue {
    /** Events are the hub's frames; also spoken without any sub-protocol. */
    OSPREY("osprey") {
        @Override
        Dialect dialect(Terms terms, Hub hub) {
            return terms.name() == null ? hub.plain() : new NamedDialect(terms.name());
        }

        @Override
        Dialect packed(Terms terms, Hub hub) {
            return terms.name() == null ? hub.plain()::shared : dialect(terms, hub);
        }

        @Override
        FrameReader.Receiver receiver(FrameReader.Receiver own, BiConsumer<Refusal, Map<String, ?>> refusals) {
            return own;
        }
    },
    /** Events are CloudEvents in JSON, both ways. */
    CLOUD_EVENTS("cloudevents.json") {
        @Override
        Dialect dialect(Terms terms, Hub hub) {
            CloudEventDialect shared = hub.annex().cloud();
            return terms.name() == null ? shared : shared.named(terms.name());
        }

        @Override
        Dialect packed(Terms terms, Hub hub) {
            return dialect(terms, hub);
        }

        @Override
        FrameReader.Receiver receiver(FrameReader.Receiver own, BiConsumer<Refusal, Map<String, ?>> refusals) {
            return new CloudEventReader(own, refusals);
        }
    };

    private final String protocol;
    private final Speech speech = new Speech(this, false);
    private final Speech packedSpeech = new Speech(this, true);

    Tongue(String protocol) {
        this.protocol = protocol;
    }

    String protocol() {
        return protocol;
    }

    Speech speech(boolean packed) {
        return packed ? packedSpeech : speech;
    }

    /** How it is told of the events of a subscription. */
    abstract Dialect dialect(Terms terms, Hub hub);

    /** The same for a connection that compresses: what is alike for several comes in one array. */
    abstract Dialect packed(Terms terms, Hub hub);

    /** What hears its frames, in front of what hears the hub's. */
    abstract FrameReader.Receiver receiver(FrameReader.Receiver own, BiConsumer<Refusal, Map<String, ?>> refusals);

    /** The first that a client offers; null if it offers none that the hub speaks. */
    static Tongue offered(List<String> protocols) {
        for (String offer : protocols) {
            for (Tongue tongue : values()) {
                if (tongue.protocol.equals(offer)) {
                    return tongue;
                }
            }
        }
        return null;
    }
}
