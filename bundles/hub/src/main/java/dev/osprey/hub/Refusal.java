package dev.osprey.hub;

import dev.osprey.access.Verdict;
import java.util.Objects;

/** Why a frame was refused: a stable word, what was wrong, and what to do. */
record Refusal(String code, String message, String remedy) {

    static Refusal badFrame(String why) {
        return new Refusal("bad_frame", why, "Send one JSON object as UTF-8 text in a frame.");
    }

    static Refusal badField(String why) {
        return new Refusal("bad_field", why, "See the frames in docs/events.md.");
    }

    static Refusal badSubject(String why) {
        return new Refusal("invalid_subject", why, "Give tokens joined by dots, such as module.ready.");
    }

    static Refusal denied(Verdict verdict) {
        return new Refusal(
                "denied",
                verdict.reason(),
                Objects.requireNonNullElse(verdict.remedy(), "Ask an administrator for a grant."));
    }

    static Refusal tooLarge(long length, int limit) {
        return new Refusal(
                "too_large",
                "The message of " + length + " bytes is over the limit of " + limit + " and was passed over.",
                "Send a reference to the data.");
    }

    static Refusal noRegistry() {
        return new Refusal(
                "unavailable",
                "The registry does not run at the moment.",
                "Watch again in a few seconds; if it stays away, look for dev.osprey.kernel in scr:list and in the log.");
    }

    static Refusal slow(long dropped, int limit) {
        return new Refusal(
                "slow_consumer",
                dropped + " events were dropped, because more than " + limit + " bytes were waiting to be read.",
                "Read faster, or subscribe to fewer patterns.");
    }
}
