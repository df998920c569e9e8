package dev.osprey.launcher.state;

import dev.osprey.module.Why;
import java.time.Instant;

/**
 * What is so when a step is made, besides the module's own situation.
 *
 * @param nanos a clock that never goes back
 * @param time for people
 * @param chance from 0 to 1, 1 excluded; another one for each step
 * @param heard whether there is a hub through which a module can be asked
 * @param gate why nothing may start now, or null if it may
 */
public record Moment(long nanos, Instant time, double chance, boolean heard, Why gate) {}
