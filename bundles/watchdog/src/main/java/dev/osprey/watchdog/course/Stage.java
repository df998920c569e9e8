package dev.osprey.watchdog.course;

/** Where a module stands with the watchdog. */
public enum Stage {
    OK,
    /** Something is not well, but not for long enough to count. */
    SUSPECT,
    /** It counts; what can be known of it is collected. */
    EVIDENCE,
    /** It is being restarted. */
    ACT,
    /** It was restarted, and has not been seen well since. */
    PROBATION,
    /** It is not well, and nothing is done: it must not be. */
    UNHEALTHY,
    /** It is not well, and was restarted too often. */
    GAVE_UP
}
