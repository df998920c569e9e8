package dev.osprey.web.guard;

import dev.osprey.access.AccessControl;
import dev.osprey.access.AccessDeniedException;
import dev.osprey.access.AuditLog;
import dev.osprey.access.Credentials;
import dev.osprey.access.Permission;
import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.web.guard.Answer.Pass;
import dev.osprey.web.guard.Answer.Refuse;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides on every request before any servlet context sees it. Denies by default. This class is threadsafe. */
final class Guard {

    private static final String DOOR = "http";
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private final Services services;
    private final FailureThrottle throttle;
    private volatile Settings settings = Settings.STRICT;

    Guard(Services services, FailureThrottle throttle) {
        this.services = services;
        this.throttle = throttle;
    }

    void configure(Settings changed) {
        settings = changed;
    }

    Answer judge(Inbound in) {
        Settings now = settings;
        if (!METHODS.contains(in.method())) {
            return Refuse.of(
                    405,
                    "Method refused",
                    "Osprey has no use for this method.",
                    "Use one of " + String.join(", ", METHODS) + ".");
        }
        Refuse refusal = BrowserRules.judge(in, now.hosts());
        if (refusal != null) {
            return refusal;
        }
        Authorization sent = Authorization.of(in.headers().apply("Authorization"));
        if (in.safe() && Paths.anonymous(in.rawPath())) {
            Credentials credentials = services.credentials();
            return new Pass(credentials == null ? null : find(credentials, sent).orElse(null), now.bodyLimit());
        }
        return judge(in, now, sent);
    }

    private Answer judge(Inbound in, Settings now, Authorization sent) {
        Credentials credentials = services.credentials();
        AccessControl access = services.access();
        if (credentials == null || access == null) {
            return new Refuse(
                    503,
                    "Not ready",
                    "Osprey cannot check credentials yet.",
                    "Try again in a second; /health/ready says when it is ready.",
                    Map.of("Retry-After", "1"));
        }
        if (sent == null) {
            return unauthorized(in, "No credential was sent.", false);
        }
        Optional<Principal> found = find(credentials, sent);
        if (found.isEmpty()) {
            return failed(in);
        }
        Refuse kept = BrowserRules.judgeKept(in, sent);
        return kept == null ? judge(in, now, found.get(), access) : kept;
    }

    private static Optional<Principal> find(Credentials credentials, Authorization sent) {
        return sent == null
                ? Optional.empty()
                : credentials
                        .authenticate(sent.token())
                        .filter(principal -> !sent.byUserName() || sent.user().equals(principal.name()));
    }

    private Answer judge(Inbound in, Settings now, Principal principal, AccessControl access) {
        if (Paths.ambiguous(in.rawPath())) {
            return Refuse.of(
                    400,
                    "Ambiguous path",
                    "The path holds an empty part, a dot part, a parameter, or an encoded separator.",
                    "Send the plain path, without //, ., .., ;, \\, %2e, %2f or %5c.");
        }
        boolean console = Paths.console(in.path()) || Paths.console(in.rawPath());
        Refuse denied = console ? checkConsole(in, principal, access) : checkForeign(in, principal);
        if (denied != null) {
            return denied;
        }
        long limit = console ? now.consoleBodyLimit() : now.bodyLimit();
        if (in.length() > limit) {
            return Refuse.of(
                    413,
                    "Body too large",
                    "The body has " + in.length() + " bytes, the most is " + limit + ".",
                    "Send less, or raise the limit in dev.osprey.web.guard.");
        }
        if (!in.safe() && !Paths.own(in.path())) {
            // The Web Console and add-ons write no trail of their own.
            record(principal, "http.request", in.method() + " " + in.path(), "ok");
        }
        return new Pass(principal, limit);
    }

    private static Refuse checkConsole(Inbound in, Principal principal, AccessControl access) {
        try {
            access.check(principal, Permission.CONSOLE, in.path());
            return null;
        } catch (AccessDeniedException e) {
            return Refuse.of(
                    403,
                    "Not allowed",
                    e.verdict().reason(),
                    String.valueOf(e.verdict().remedy()));
        }
    }

    /** Servlets of other bundles ask nobody: looking takes a viewer, anything else, a WebSocket included, an operator. */
    private Refuse checkForeign(Inbound in, Principal principal) {
        boolean looks = in.safe() && !in.has("Upgrade");
        boolean may =
                switch (principal.role()) {
                    case ADMIN, OPERATOR -> true;
                    case VIEWER -> looks;
                    case LOCAL, MODULE -> false;
                };
        if (may || Paths.own(in.path())) {
            return null;
        }
        record(principal, "http.request", in.method() + " " + in.path(), "denied");
        return Refuse.of(
                403,
                "Not allowed",
                principal.name() + " (" + principal.role() + ") may not " + in.method()
                        + " here: this page belongs to an add-on.",
                "It takes the role " + (looks ? Role.VIEWER : Role.OPERATOR) + ".");
    }

    private Refuse failed(Inbound in) {
        int failures = throttle.count(in.remote());
        if (failures <= FailureThrottle.MOST) {
            recordFailure(in.remote(), "denied");
            return unauthorized(in, "The credential is unknown, was revoked, or belongs to another name.", true);
        }
        if (failures == FailureThrottle.MOST + 1) {
            recordFailure(in.remote(), "throttled");
        }
        return new Refuse(
                429,
                "Too many failures",
                "More than " + FailureThrottle.MOST + " credentials from " + in.remote() + " failed within a minute.",
                "Send the right token, which is still accepted at once, or wait.",
                Map.of("Retry-After", Long.toString(throttle.secondsLeft(in.remote()))));
    }

    /** So many a minute in all: nobody may fill the disk by being refused, from however many addresses. */
    private void recordFailure(String remote, String outcome) {
        int lines = throttle.line();
        if (lines < FailureThrottle.MOST_LINES) {
            record(null, "authenticate", remote, outcome);
        } else if (lines == FailureThrottle.MOST_LINES) {
            record(null, "authenticate", "*", "throttled");
        }
    }

    private static Refuse unauthorized(Inbound in, String detail, boolean sent) {
        String challenge = BrowserRules.repeatsPassword(in)
                ? "Basic realm=\"Osprey\", charset=\"UTF-8\""
                : "Bearer realm=\"Osprey\"" + (sent ? ", error=\"invalid_token\"" : "");
        return new Refuse(
                401,
                "Log in",
                detail,
                "Send the header Authorization: Bearer TOKEN; ./osprey token prints the administrator's.",
                Map.of("WWW-Authenticate", challenge));
    }

    private void record(Principal principal, String action, String resource, String outcome) {
        AuditLog audit = services.audit();
        if (audit != null) {
            audit.record(principal, DOOR, action, resource, outcome);
        }
    }
}
