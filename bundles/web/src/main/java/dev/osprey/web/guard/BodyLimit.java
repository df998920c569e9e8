package dev.osprey.web.guard;

import org.eclipse.jetty.http.BadMessageException;
import org.eclipse.jetty.server.HttpInput;

/** Counts the bytes of a body while they are read: a chunked one does not say beforehand how many they are. */
final class BodyLimit implements HttpInput.Interceptor {

    private final long limit;
    private long seen;
    private HttpInput.Content last;

    BodyLimit(long limit) {
        this.limit = limit;
    }

    @Override
    public HttpInput.Content readFrom(HttpInput.Content content) {
        // The same content comes again as long as a part of it is unread.
        if (content != last) {
            last = content;
            seen += content.remaining();
        }
        if (seen > limit) {
            throw new BadMessageException(413, "The body has more than " + limit + " bytes; send less");
        }
        return content;
    }
}
