package dev.osprey.web.sse;

import java.util.function.Consumer;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;

/** What to do when the server is done with an asynchronous answer. */
record Completion(Runnable done, Consumer<Throwable> failed) implements AsyncListener {

    @Override
    public void onComplete(AsyncEvent event) {
        done.run();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        failed.accept(event.getThrowable());
    }

    @Override
    public void onError(AsyncEvent event) {
        failed.accept(event.getThrowable());
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }
}
