package dev.osprey.kernel.search;

import dev.osprey.search.SearchSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** A source that is fetched when it is first needed and given back at the end. Thread-safe. */
final class BorrowedSource implements Supplier<SearchSource>, AutoCloseable {

    private final BundleContext context;
    private final ServiceReference<SearchSource> reference;
    private final AtomicReference<SearchSource> held = new AtomicReference<>();

    BorrowedSource(BundleContext context, ServiceReference<SearchSource> reference) {
        this.context = context;
        this.reference = reference;
    }

    /** @return null if it has gone */
    @Override
    public SearchSource get() {
        SearchSource known = held.get();
        if (known != null) {
            return known;
        }
        SearchSource fetched = context.getService(reference);
        if (fetched != null && !held.compareAndSet(null, fetched)) {
            context.ungetService(reference);
        }
        return fetched;
    }

    @Override
    public void close() {
        if (held.getAndSet(null) != null) {
            context.ungetService(reference);
        }
    }
}
