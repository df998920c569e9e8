package dev.osprey.web.rest;

import java.util.concurrent.CountDownLatch;
import javax.servlet.AsyncContext;
import javax.servlet.http.HttpServletRequest;

/** A response that stays open after the servlet returns; where a filter in front forbids that, it holds the servlet's thread. */
final class HeldResponse {

    private final AsyncContext async;
    private final CountDownLatch done = new CountDownLatch(1);

    HeldResponse(HttpServletRequest request) {
        if (request.isAsyncSupported()) {
            async = request.startAsync();
            // the call has a deadline of its own
            async.setTimeout(0);
        } else {
            async = null;
        }
    }

    /** The last act of the servlet's thread. */
    void hold() {
        if (async == null) {
            try {
                done.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The answer is written. */
    void complete() {
        done.countDown();
        if (async != null) {
            async.complete();
        }
    }
}
