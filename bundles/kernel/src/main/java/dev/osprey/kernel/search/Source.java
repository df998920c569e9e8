package dev.osprey.kernel.search;

import dev.osprey.access.Permission;
import dev.osprey.search.Findable;
import dev.osprey.search.SearchSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The boundary to a foreign {@link SearchSource}: whatever it does wrong costs it its place in this one search. Thread-safe. */
final class Source {

    /** More than this of one source is not looked at. */
    static final int MAX_ITEMS = 1_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(Source.class);

    private final String bundle;
    private final Supplier<SearchSource> service;
    private final AtomicBoolean told = new AtomicBoolean();

    /** @param service gives the service, or null once it has gone */
    Source(String bundle, Supplier<SearchSource> service) {
        this.bundle = bundle;
        this.service = service;
    }

    /** What it brings, or null if it cannot say. */
    String kind() {
        return ask(source -> Objects.requireNonNull(source.kind(), "its kind"));
    }

    /** What it takes, or null if it cannot say. */
    Permission permission() {
        return ask(source -> Objects.requireNonNull(source.permission(), "its permission"));
    }

    /** Shows all items. @return false if it could not; then what was shown does not count */
    boolean each(Consumer<Findable> visitor) {
        Boolean done = ask(source -> {
            try (Stream<Findable> items = Objects.requireNonNull(source.items(), "its items")) {
                items.sequential()
                        .limit(MAX_ITEMS)
                        .forEach(item -> visitor.accept(Objects.requireNonNull(item, "an item")));
            }
            return true;
        });
        return done != null;
    }

    private <T> T ask(Function<SearchSource, T> question) {
        try {
            SearchSource source = service.get();
            return source == null ? null : question.apply(source);
        } catch (RuntimeException | LinkageError | StackOverflowError broken) {
            if (told.compareAndSet(false, true)) {
                LOG.warn(
                        "A search source of bundle {} failed and is left out of searches until it works again;"
                                + " later failures are not logged",
                        bundle,
                        broken);
            }
            return null;
        }
    }
}
