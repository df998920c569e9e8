package dev.osprey.web.guard;

import dev.osprey.access.Principal;
import java.util.Map;

/** What the guard decides. */
sealed interface Answer {

    /**
     * Let it through.
     *
     * @param principal who asks, or null where everybody may
     * @param bodyLimit the most bytes that its body may have
     */
    record Pass(Principal principal, long bodyLimit) implements Answer {}

    /**
     * Turn it away.
     *
     * @param status the HTTP status
     * @param title the kind of refusal, in two or three words
     * @param detail what was wrong, with the value
     * @param remedy what to do
     * @param headers more headers of the answer
     */
    record Refuse(int status, String title, String detail, String remedy, Map<String, String> headers)
            implements Answer {

        static Refuse of(int status, String title, String detail, String remedy) {
            return new Refuse(status, title, detail, remedy, Map.of());
        }
    }
}
