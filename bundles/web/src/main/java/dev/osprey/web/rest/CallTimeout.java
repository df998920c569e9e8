package dev.osprey.web.rest;

import dev.osprey.web.http.Exchange;
import dev.osprey.web.http.Refusal;
import dev.osprey.web.http.Text;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long the caller wants to wait: query {@code timeout}, else the header {@code Prefer: wait=SECONDS} of RFC 7240. */
final class CallTimeout {

    private static final Pattern SECONDS = Pattern.compile("\\d{1,6}(\\.\\d{1,3})?");
    private static final Pattern PREFER = Pattern.compile("(?:^|[,;])\\s*wait\\s*=\\s*\"?(\\d{1,6})\"?\\s*(?:[,;]|$)");

    private CallTimeout() {}

    /** The time, or null if the caller leaves it to the tool. */
    static Duration of(Exchange exchange) {
        String query = exchange.query(null, "timeout");
        if (query != null) {
            return asked(query);
        }
        String prefer = exchange.request().getHeader("Prefer");
        Matcher matcher = PREFER.matcher(prefer == null ? "" : prefer);
        // a preference that is not understood is ignored, as its RFC says
        return matcher.find() && !matcher.group(1).matches("0+") ? asked(matcher.group(1)) : null;
    }

    private static Duration asked(String seconds) {
        if (SECONDS.matcher(seconds).matches()) {
            Duration time = Duration.ofMillis(Math.round(Double.parseDouble(seconds) * 1000));
            if (!time.isZero()) {
                return time;
            }
        }
        throw new Refusal(
                400,
                "invalid_input",
                "The timeout is " + Text.shown(seconds),
                "give seconds above 0, such as 10 or 0.5");
    }
}
