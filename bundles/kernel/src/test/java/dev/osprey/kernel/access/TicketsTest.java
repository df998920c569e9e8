package dev.osprey.kernel.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TicketsTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
    private final Tickets tickets = new Tickets(nanos::get);

    private static Principal person(int number) {
        return Principal.of("person-" + number, Role.VIEWER);
    }

    @Test
    void thirtySecondsAlsoAcrossTheTickersOverflow() {
        String ticket = tickets.issue(person(1));
        nanos.addAndGet(29_999_999_999L);
        assertEquals(Optional.of(person(1)), tickets.redeem(ticket));
    }

    @Test
    void theOldestOfOneOwnerGoesAndOthersAreLeftAlone() {
        String other = tickets.issue(person(2));
        String first = tickets.issue(person(1));
        String second = tickets.issue(person(1));
        for (int i = 0; i < Tickets.MOST_EACH - 1; i++) {
            tickets.issue(person(1));
        }
        assertEquals(Optional.empty(), tickets.redeem(first));
        assertTrue(tickets.redeem(second).isPresent());
        assertTrue(tickets.redeem(other).isPresent());
    }

    @Test
    void allTogetherAreBoundedUntilSomeExpire() {
        for (int i = 0; i < Tickets.MOST; i++) {
            tickets.issue(person(i));
        }
        assertThrows(IllegalStateException.class, () -> tickets.issue(person(Tickets.MOST)));
        nanos.addAndGet(30_000_000_000L);
        assertTrue(tickets.redeem(tickets.issue(person(Tickets.MOST))).isPresent());
    }
}
