package dev.osprey.bench.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TallyTest {

    private static Tally got(long... numbers) {
        Tally tally = new Tally(2);
        for (long n : numbers) {
            tally.event(1, n);
        }
        return tally;
    }

    @Test
    void eachOnceAndInOrderIsNoFault() {
        Tally tally = got(0, 1, 2);
        tally.event(0, 0);
        assertEquals(0, tally.faults());
        assertEquals(4, tally.delivered);
        assertEquals(3, tally.reached(1));
    }

    @Test
    void aHoleIsLost() {
        assertEquals(2, got(0, 3, 4).lost);
    }

    @Test
    void theSameAgainIsDoubled() {
        Tally tally = got(0, 1, 1);
        assertEquals(1, tally.doubled);
        assertEquals(2, tally.delivered);
    }

    @Test
    void lateOnesAreOutOfOrder() {
        Tally tally = got(0, 2, 1);
        assertEquals(1, tally.disordered);
        assertEquals(0, tally.lost);
    }

    @Test
    void strangersAreDamaged() {
        assertEquals(1, got(-1).damaged);
        Tally tally = got();
        tally.event(2, 0);
        tally.ack(1);
        assertEquals(2, tally.damaged);
    }
}
