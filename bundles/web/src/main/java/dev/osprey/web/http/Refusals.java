package dev.osprey.web.http;

import dev.osprey.access.AccessDeniedException;
import dev.osprey.event.InvalidSubjectException;
import dev.osprey.event.JournalException;
import dev.osprey.event.NoStreamException;
import dev.osprey.module.ModuleActionException;
import dev.osprey.module.ModuleDisabledException;
import dev.osprey.module.ModuleStartException;
import dev.osprey.module.NoSuchModuleException;
import dev.osprey.registry.ModuleIdTakenException;
import dev.osprey.registry.UnknownModuleException;
import dev.osprey.registry.UnknownPathException;
import dev.osprey.tool.ToolException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one table from the API's exceptions to HTTP. */
public final class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private static final Map<String, Integer> TOOL_STATUS = Map.of(
            ToolException.NOT_FOUND, 404,
            ToolException.DENIED, 403,
            ToolException.INVALID_INPUT, 400,
            ToolException.BUSY, 429,
            ToolException.TIMEOUT, 504,
            ToolException.CANCELLED, 503,
            ToolException.CONFLICT, 409,
            ToolException.INTERNAL, 500);

    private Refusals() {}

    /** What to answer for an exception; one that is not in the table is logged and answered without detail. */
    public static Refusal of(Throwable e) {
        if (e instanceof Refusal) {
            return (Refusal) e;
        }
        if (e instanceof ToolException) {
            return of((ToolException) e);
        }
        if (e instanceof AccessDeniedException) {
            var verdict = ((AccessDeniedException) e).verdict();
            return Refusal.denied(verdict.reason(), verdict.remedy());
        }
        if (e instanceof UnknownPathException || e instanceof UnknownModuleException) {
            return Refusal.notFound(e.getMessage(), null);
        }
        if (e instanceof NoSuchModuleException) {
            return Refusal.notFound(e.getMessage(), null);
        }
        if (e instanceof ModuleDisabledException) {
            return Refusal.denied(e.getMessage(), null);
        }
        if (e instanceof ModuleStartException) {
            return new Refusal(500, "start_failed", e.getMessage(), null);
        }
        if (e instanceof ModuleActionException) {
            // also what it needs is not there, it is a part of Osprey, or it is about a run that has ended
            return new Refusal(409, ToolException.CONFLICT, e.getMessage(), null);
        }
        if (e instanceof InvalidSubjectException || e instanceof NoStreamException) {
            return Refusal.badRequest(e.getMessage(), null);
        }
        if (e instanceof JournalException) {
            return new Refusal(503, "unavailable", e.getMessage(), null);
        }
        if (e instanceof ModuleIdTakenException) {
            return Refusal.denied(e.getMessage(), "use an id of your own");
        }
        LOG.error("An HTTP request failed", e);
        return new Refusal(
                500, ToolException.INTERNAL, "The request failed inside Osprey", "look into the log of the server");
    }

    private static Refusal of(ToolException e) {
        int status = TOOL_STATUS.getOrDefault(e.code(), 500);
        Map<String, String> headers = status == 429 ? Map.of("Retry-After", "1") : Map.of();
        return new Refusal(status, e.code(), e.getMessage(), e.remedy(), headers);
    }
}
