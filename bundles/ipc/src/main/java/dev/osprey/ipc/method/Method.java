package dev.osprey.ipc.method;

/** What a peer can ask for. */
@FunctionalInterface
public interface Method {

    /**
     * Answers. Called on the peer's event loop: it must not block. What takes time takes {@link Request#later()} along and answers from
     * another thread. A {@link dev.osprey.tool.ToolException} is answered as such.
     *
     * @param request valid until this returns, as is the array below it
     * @param answer likewise
     */
    void call(Request request, Answer answer);
}
