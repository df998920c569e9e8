package dev.osprey.web.guard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.osprey.web.http.Codes;
import dev.osprey.web.http.ErrorForm;
import dev.osprey.web.http.Refusal;
import dev.osprey.web.http.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.ErrorHandler;

/** What the server itself answers, before or without a servlet context, in the same form as everything else; no stack traces. */
final class ProblemErrors extends ErrorHandler {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TYPE = "application/problem+json";

    @Override
    public ByteBuffer badMessageError(int status, String reason, HttpFields fields) {
        fields.put(HttpHeader.CONTENT_TYPE, TYPE);
        fields.put(HttpHeader.CACHE_CONTROL, "no-store");
        return ByteBuffer.wrap(body(status, reason));
    }

    @Override
    protected void generateAcceptableResponse(
            Request request, HttpServletRequest asked, HttpServletResponse response, int status, String message)
            throws IOException {
        request.setHandled(true);
        byte[] body = body(status, message);
        response.setContentType(TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** A message of a failure inside is kept to the log. */
    static byte[] body(int status, String message) {
        String detail = message == null || message.isBlank() || status >= 500 ? HttpStatus.getMessage(status) : message;
        try {
            return (JSON.writeValueAsString(ErrorForm.PROBLEM.body(
                                    new Refusal(status, Codes.of(status), Text.shown(detail), null)))
                            + "\n")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A map of texts could not be written as JSON", e);
        }
    }
}
