package dev.osprey.kernel.access;

import dev.osprey.access.Principal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * One-use credentials of 30 seconds. At most 50 for one principal, then its oldest goes; at most 1,000 in all, then none is made.
 * This class is threadsafe.
 */
final class Tickets {

    static final int MOST = 1_000;
    static final int MOST_EACH = 50;
    private static final long LIFE = TimeUnit.SECONDS.toNanos(30);

    private final LongSupplier nanos;
    /** By hash, oldest first. Guarded by this. */
    private final Map<String, Ticket> tickets = new LinkedHashMap<>();
    /** Hashes of each principal, oldest first. Guarded by this. */
    private final Map<Principal, Deque<String>> owners = new HashMap<>();

    Tickets(LongSupplier nanos) {
        this.nanos = nanos;
    }

    synchronized String issue(Principal principal) {
        expire();
        Deque<String> own = owners.getOrDefault(principal, new ArrayDeque<>());
        if (own.size() >= MOST_EACH) {
            take(own.getFirst());
        } else if (tickets.size() >= MOST) {
            throw new IllegalStateException("There are " + MOST + " unused tickets; try again in 30 seconds");
        }
        String secret = Secrets.random();
        String hash = Secrets.hash(secret);
        tickets.put(hash, new Ticket(hash, principal, nanos.getAsLong()));
        owners.computeIfAbsent(principal, ignored -> new ArrayDeque<>()).addLast(hash);
        return secret;
    }

    synchronized Optional<Principal> redeem(String secret) {
        expire();
        if (!Secrets.wellFormed(secret)) {
            return Optional.empty();
        }
        String hash = Secrets.hash(secret);
        Ticket ticket = tickets.get(hash);
        if (ticket == null || !Secrets.same(hash, ticket.hash)) {
            return Optional.empty();
        }
        take(hash);
        return Optional.of(ticket.principal);
    }

    private void expire() {
        long now = nanos.getAsLong();
        Iterator<Ticket> oldest = tickets.values().iterator();
        while (oldest.hasNext()) {
            Ticket ticket = oldest.next();
            if (now - ticket.madeAt < LIFE) {
                return;
            }
            oldest.remove();
            disown(ticket);
        }
    }

    private void take(String hash) {
        disown(tickets.remove(hash));
    }

    private void disown(Ticket ticket) {
        Deque<String> own = owners.get(ticket.principal);
        own.remove(ticket.hash);
        if (own.isEmpty()) {
            owners.remove(ticket.principal);
        }
    }

    private record Ticket(String hash, Principal principal, long madeAt) {}
}
