package dev.osprey.shell.complete;

import dev.osprey.event.EventJournal;
import dev.osprey.event.StreamInfo;
import java.util.Collection;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Streams that keep events. */
@Service
public final class StreamNames extends LiveCompleter<EventJournal> {

    public StreamNames() {
        super(EventJournal.class);
    }

    @Override
    Collection<String> words(EventJournal journal) {
        return journal.streams().stream().map(StreamInfo::name).toList();
    }
}
