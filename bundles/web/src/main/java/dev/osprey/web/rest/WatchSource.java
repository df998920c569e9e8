package dev.osprey.web.rest;

import dev.osprey.registry.ChangePage;
import dev.osprey.registry.LookupFilter;
import dev.osprey.registry.RegistryWatch;
import dev.osprey.registry.Revision;
import dev.osprey.web.sse.Sse;
import dev.osprey.web.sse.SseSource;
import java.util.concurrent.atomic.AtomicBoolean;

/** One client's way through the registry: it is read on from its position whenever the client takes more. */
final class WatchSource implements SseSource {

    /** Changes to read at a time. */
    static final int PAGE = 500;

    private final RegistryWatch registry;
    private final LookupFilter filter;
    /** Set at first: what changed since the first page was read, and before it was among those who are told. */
    private final AtomicBoolean changed = new AtomicBoolean(true);

    private FrameSource frames;
    private Revision at;
    private Revision told;
    private boolean more;

    /** @param first what was read for it already */
    WatchSource(RegistryWatch registry, LookupFilter filter, ChangePage first) {
        this.registry = registry;
        this.filter = filter;
        take(first);
    }

    RegistryWatch registry() {
        return registry;
    }

    /** Which modules it follows. */
    String module() {
        return filter.module();
    }

    /** There is something new to read. */
    void onChange() {
        changed.set(true);
    }

    @Override
    public byte[] next() {
        byte[] next = frames.next();
        if (next == null && (changed.getAndSet(false) || more)) {
            take(registry.read(filter, at, PAGE));
            next = frames.next();
        }
        if (frames.told() != null) {
            told = frames.told();
        }
        return next;
    }

    @Override
    public boolean more() {
        return more;
    }

    /** Also tells where the registry is by now, lest a client that saw nothing for long must begin anew. */
    @Override
    public byte[] signOfLife() {
        String id = at.equals(told) ? "" : "id: " + at + "\n";
        told = at;
        return Sse.ascii(": keep-alive\n" + id + "\n");
    }

    private void take(ChangePage page) {
        frames = page.reset()
                ? new ResetFrames(registry, filter, page.next(), page.changes().size())
                : new ChangeFrames(page.changes());
        at = page.next();
        more = page.more();
    }
}
