package dev.osprey.watchdog;

import dev.osprey.watchdog.check.Checks;
import dev.osprey.watchdog.evidence.EvidenceFiles;
import dev.osprey.watchdog.round.WatchTerms;
import java.nio.file.Path;
import java.time.Duration;

/** What is configured, within its bounds. */
record WatchdogSettings(WatchTerms terms, Checks.Defaults checks, boolean full, int files, long bytes, int threads) {

    private static final Duration OFTEN = Duration.ofSeconds(5);
    private static final Duration SELDOM = Duration.ofSeconds(30);
    private static final int MOST_THREADS = 64;

    static WatchdogSettings of(WatchdogConfiguration configuration) {
        return new WatchdogSettings(
                new WatchTerms(
                        word("mode", configuration.mode(), "act", "observe"),
                        Math.max(0, configuration.restarts_max()),
                        seconds(configuration.window_seconds()),
                        OFTEN,
                        SELDOM),
                new Checks.Defaults(
                        seconds(configuration.health_interval()),
                        seconds(configuration.health_timeout()),
                        Math.max(1, configuration.health_failures()),
                        seconds(configuration.alive_seconds())),
                word("events.evidence", configuration.events_evidence(), "full", "summary"),
                Math.max(1, configuration.evidence_files()),
                (long) Math.max(1, configuration.evidence_mebibytes()) << 20,
                Math.min(MOST_THREADS, Math.max(1, configuration.threads())));
    }

    private static boolean word(String key, String value, String yes, String no) {
        if (!value.equals(yes) && !value.equals(no)) {
            throw new IllegalArgumentException(
                    key + " in etc/" + WatchdogConfiguration.PID + ".cfg is " + value + "; give " + yes + " or " + no);
        }
        return value.equals(yes);
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(Math.max(1, seconds));
    }

    EvidenceFiles evidence(Path data) {
        return new EvidenceFiles(data.resolve("watchdog"), files, bytes);
    }
}
