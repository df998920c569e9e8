package dev.osprey.tls;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings an identity into force, and later ones as they come; a bad one never takes the place of a good one. Looks are made by
 * one thread at a time and hold no lock, since those who are told open sockets; what is in force may be asked by any thread.
 */
final class Keeper {

    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);

    private final Source source;
    private final TlsSettings settings;
    private final Consumer<LiveTls> announce;
    private volatile LiveTls live;
    private volatile IdentityException problem;

    /** @param announce gets the identity when it comes into force, and at each renewal */
    Keeper(Source source, TlsSettings settings, Consumer<LiveTls> announce) {
        this.source = source;
        this.settings = settings;
        this.announce = announce;
    }

    void begin() {
        take(true);
    }

    void look() {
        take(false);
    }

    private void take(boolean first) {
        try {
            Identity next = first ? source.first() : source.look();
            if (next != null) {
                adopt(next);
                problem = null;
            }
        } catch (IdentityException e) {
            if (problem == null || !problem.getMessage().equals(e.getMessage())) {
                LOG.error(
                        "{}. {}: {}",
                        e.getMessage(),
                        live == null ? "TLS does not listen" : "The certificate before stays in force",
                        e.remedy());
            }
            problem = e;
        }
    }

    private void adopt(Identity next) {
        LiveTls now = live;
        if (now == null) {
            now = new LiveTls(next, settings);
            live = now;
        } else {
            now.change(next);
        }
        LOG.info(
                "TLS answers with the certificate SHA-256 {}, good for {} until {}",
                now.fingerprint(),
                now.names(),
                now.notAfter());
        announce.accept(now);
    }

    /** What is in force, or null. */
    LiveTls live() {
        return live;
    }

    /** Why the last one was not taken, or null. */
    IdentityException problem() {
        return problem;
    }
}
