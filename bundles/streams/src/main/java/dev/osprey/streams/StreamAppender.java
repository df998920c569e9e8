package dev.osprey.streams;

import dev.osprey.event.EventBatch;
import dev.osprey.event.EventJournal;
import dev.osprey.event.JournalException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;

/** Keeps the events of one subject in all of its streams: on disk first, in all of them or in none, then in memory. */
final class StreamAppender implements EventJournal.Appender {

    private final byte[] subject;
    private final DiskStore[] disks;
    private final Ring[] rings;
    private final Ring.Writer[] writers;
    private final Writing writing;
    private final InstantSource clock;

    StreamAppender(String subject, List<Store> stores, Writing writing, InstantSource clock) {
        this.subject = subject.getBytes(StandardCharsets.UTF_8);
        disks = stores.stream()
                .filter(DiskStore.class::isInstance)
                .map(DiskStore.class::cast)
                .toArray(DiskStore[]::new);
        rings = stores.stream()
                .filter(Ring.class::isInstance)
                .map(Ring.class::cast)
                .toArray(Ring[]::new);
        writers = new Ring.Writer[rings.length];
        for (int i = 0; i < rings.length; i++) {
            writers[i] = rings[i].writer(this.subject);
        }
        this.writing = writing;
        this.clock = clock;
    }

    @Override
    public boolean durable() {
        return disks.length > 0;
    }

    @Override
    public void append(EventBatch batch) {
        if (disks.length > 0) {
            synchronized (writing) {
                keep(batch);
            }
        }
        for (Ring.Writer writer : writers) {
            writer.append(batch);
        }
    }

    private void keep(EventBatch batch) {
        BatchBytes bytes = writing.bytes();
        bytes.encode(subject, batch, clock.millis());
        for (int i = 0; i < disks.length; i++) {
            try {
                disks[i].write(bytes);
            } catch (IOException e) {
                fail(batch, bytes, i, e);
            }
        }
        for (DiskStore disk : disks) {
            disk.commit(bytes);
        }
    }

    private void fail(EventBatch batch, BatchBytes bytes, int culprit, IOException why) {
        for (int i = 0; i <= culprit; i++) {
            disks[i].undo();
        }
        DiskStore disk = disks[culprit];
        disk.failed(bytes.events(), why);
        if (!batch.strict()) {
            for (DiskStore each : disks) {
                each.missed(batch, bytes.first());
            }
            for (Ring ring : rings) {
                ring.missed(batch, bytes.first());
            }
        }
        throw new JournalException(
                "The stream " + disk.settings().name() + " cannot keep the event: " + why.getMessage()
                        + "; free space in, or make writable, " + disk.files().folder()
                        + ", or lower max.bytes of the stream",
                why);
    }
}
