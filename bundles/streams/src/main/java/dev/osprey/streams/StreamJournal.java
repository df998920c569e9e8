package dev.osprey.streams;

import dev.osprey.event.EventJournal;
import dev.osprey.event.NoStreamException;
import dev.osprey.event.Position;
import dev.osprey.event.Replay;
import dev.osprey.event.StreamInfo;
import dev.osprey.event.SubjectPattern;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The streams of one configuration. */
final class StreamJournal implements EventJournal {

    private final List<Store> stores;
    private final Writing writing;
    private final InstantSource clock;

    StreamJournal(Collection<? extends Store> stores, Writing writing, InstantSource clock) {
        // Those on disk first: they know more.
        this.stores = stores.stream()
                .<Store>map(store -> store)
                .sorted(Comparator.comparing(store -> !store.settings().disk()))
                .toList();
        this.writing = writing;
        this.clock = clock;
    }

    @Override
    public Optional<Appender> appender(String subject) {
        List<Store> keepers =
                stores.stream().filter(store -> store.settings().keeps(subject)).toList();
        return keepers.isEmpty() ? Optional.empty() : Optional.of(new StreamAppender(subject, keepers, writing, clock));
    }

    @Override
    public long last() {
        return stores.stream().mapToLong(Store::last).max().orElse(0);
    }

    @Override
    public List<StreamInfo> streams() {
        return stores.stream().map(Store::info).toList();
    }

    @Override
    public Replay replay(Collection<String> patterns, Position from) {
        patterns.forEach(SubjectPattern::new);
        Store store = stores.stream()
                .filter(each -> each.settings().covers(patterns))
                .findFirst()
                .orElseThrow(() -> none(patterns));
        return new StoredReplay(store, patterns, from);
    }

    private NoStreamException none(Collection<String> patterns) {
        String there = stores.stream()
                .map(store -> store.settings().name() + " "
                        + String.join(",", store.settings().patterns()))
                .collect(Collectors.joining("; "));
        return new NoStreamException("No single stream keeps all of " + String.join(", ", patterns)
                + "; ask for what one keeps (" + (there.isEmpty() ? "there are none" : there)
                + "), or configure one that keeps it");
    }
}
