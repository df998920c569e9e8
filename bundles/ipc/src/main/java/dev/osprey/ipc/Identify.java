package dev.osprey.ipc;

import dev.osprey.access.AuditLog;
import dev.osprey.access.Credentials;
import dev.osprey.access.Principal;
import dev.osprey.ipc.method.Answer;
import dev.osprey.ipc.method.Method;
import dev.osprey.ipc.method.Request;
import dev.osprey.ipc.method.Standing;
import dev.osprey.tool.ToolException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The method {@code identify}: with a token, which is what counts, and in Kairo's way without one, which only tells a name. The third wrong
 * token ends the connection.
 */
final class Identify implements Method {

    private static final int WRONG = 3;
    private static final int LONGEST = 256;

    private final Credentials credentials;
    private final Denials denials;
    private final Tally tally;

    Identify(Credentials credentials, AuditLog audit, Tally tally) {
        this.credentials = credentials;
        this.denials = new Denials(audit);
        this.tally = tally;
    }

    @Override
    public void call(Request request, Answer answer) {
        Line line = (Line) request.peer();
        Map<String, Object> params = request.params();
        Object token = params.getOrDefault("token", params.get("runtimeToken"));
        if (token == null || token.equals("")) {
            withoutToken(line, params, answer);
            return;
        }
        Optional<Principal> principal = token instanceof String text && text.length() <= LONGEST
                ? credentials.authenticate(text)
                : Optional.empty();
        if (principal.isEmpty()) {
            refuse(line, answer);
            return;
        }
        name(line, params);
        line.identified(principal.get());
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("status", "identified");
        result.put("principal", principal.get().name());
        result.put("role", principal.get().role().name().toLowerCase(Locale.ROOT));
        answer.value(result);
        if (!credentials.valid(principal.get())) {
            line.close("its token has ended");
        }
    }

    private static void withoutToken(Line line, Map<String, Object> params, Answer answer) {
        if (line.standing() == Standing.STRANGER) {
            answer.error(ToolException.DENIED, "This process must identify itself: send its token", null);
        } else {
            name(line, params);
            answer.value(Map.of("status", "identified"));
        }
    }

    private static void name(Line line, Map<String, Object> params) {
        if (params.get("skillId") instanceof String name && name.length() <= LONGEST) {
            line.label(name);
        }
    }

    private void refuse(Line line, Answer answer) {
        tally.refused();
        denials.record(line.principal(), "identify", "process " + line.pid());
        answer.error(
                ToolException.DENIED, "Token refused", "Ask for a new one; a token ends when its module starts anew");
        if (line.wrongToken() == WRONG) {
            line.close("three wrong tokens");
        }
    }
}
