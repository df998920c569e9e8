package dev.osprey.web.sse;

/** What one client is sent, made when its socket takes more. Asked by one thread at a time. */
public interface SseSource {

    /** The next whole lines; null if there is nothing at this moment. */
    byte[] next();

    /** Whether to ask again soon, although there was nothing: after the others had their turn. */
    default boolean more() {
        return false;
    }

    /** What is sent when nothing else was for a while. */
    default byte[] signOfLife() {
        return Sse.ascii(": keep-alive\n\n");
    }

    /** Nobody asks any more. Called once. */
    default void close() {}
}
