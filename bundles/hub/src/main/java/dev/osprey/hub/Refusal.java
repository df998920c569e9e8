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

    /** @param length how long the message is; -1 if it was not inflated to its end */
    static Refusal tooLarge(long length, int limit) {
        return new Refusal(
                "too_large",
                "The message " + (length < 0 ? "inflated" : "of " + length + " bytes") + " is over the limit of "
                        + limit + " and was passed over.",
                "Send a reference to the data.");
    }

    static Refusal noRegistry() {
        return new Refusal(
                "unavailable",
                "The registry does not run at the moment.",
                "Watch again in a few seconds; if it stays away, look for dev.osprey.kernel in scr:list and in the log.");
    }

    static Refusal noStreams() {
        return new Refusal(
                "unavailable",
                "The streams do not run at the moment, so there is nothing to replay.",
                "Subscribe without from, or look for dev.osprey.streams in scr:list and in the log.");
    }

    static Refusal replaying() {
        return new Refusal(
                "replaying",
                "The subscription still gets kept events; it cannot be changed before it is synced.",
                "Wait for the frame synced, take another name, or unsubscribe from all of it.");
    }

    static Refusal full() {
        return new Refusal(
                "too_slow",
                "The subscription's queue is full, so that nothing more can be shown on it.",
                "Read what waits first.");
    }

    static Refusal notKept(String why) {
        return new Refusal(
                "not_kept", why, "Nobody has got the event. Send it again, with the same id, when there is room.");
    }

    static Refusal rateLimited(int rate) {
        return new Refusal(
                "rate_limited",
                "Over " + rate + " events a second come from this principal; nobody has got this one.",
                "Send it again after retry_after_ms, and send less; a connection that goes on is closed with 4429.");
    }

    static Refusal tooMany(String code, String most, String what) {
        return new Refusal(
                code,
                "A connection holds at most " + most + ".",
                "Use wider patterns, or unsubscribe from one " + what + ".");
    }
}
