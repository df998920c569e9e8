package dev.osprey.bench.jvm;

import dev.osprey.event.Event;
import dev.osprey.event.EventBatchListener;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;

/** Counts what reaches it and sees to it that numbers only go up. One thread at a time writes, everybody reads. */
final class Counter implements EventBatchListener {

    private static final VarHandle COUNT;

    static {
        try {
            COUNT = MethodHandles.lookup().findVarHandle(Counter.class, "count", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private long count;
    private long last;
    private volatile boolean disorder;

    @Override
    public void onEvents(List<Event> events) {
        for (int i = 0; i < events.size(); i++) {
            long sequence = events.get(i).sequence();
            if (sequence <= last) {
                disorder = true;
            }
            last = sequence;
        }
        COUNT.setRelease(this, count + events.size());
    }

    long count() {
        return (long) COUNT.getAcquire(this);
    }

    boolean disorder() {
        return disorder;
    }
}
