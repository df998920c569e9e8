package dev.osprey.shell.complete;

import dev.osprey.event.EventJournal;
import java.util.Collection;

/** What streams keep. */
final class StreamPatterns extends LiveCompleter<EventJournal> {

    StreamPatterns() {
        super(EventJournal.class);
    }

    @Override
    Collection<String> words(EventJournal journal) {
        return journal.streams().stream()
                .flatMap(stream -> stream.patterns().stream())
                .toList();
    }
}
