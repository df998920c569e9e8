package dev.osprey.process.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.process.tree.HostProcesses;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpawnJournalTest {

    private static final int LONGEST = 4096;

    @TempDir
    Path folder;

    private final HostProcesses host = HostProcesses.ofThisHost();

    private SpawnJournal journal() {
        return new SpawnJournal(folder.resolve("processes.jsonl"), host, "/some/group", LONGEST);
    }

    private static SpawnRecord record(String mark) {
        return SpawnRecord.planned(mark, "a \"name\" of \\ many\n characters");
    }

    private List<String> left() {
        return journal().left().orElseThrow().stream().map(SpawnRecord::mark).toList();
    }

    @Test
    void whatHasNoEndIsLeft() {
        try (SpawnJournal journal = journal()) {
            journal.begin(List.of());
            journal.planned(record("a"));
            journal.planned(record("b"));
            journal.started(record("b").started(7, 8, "beef"));
            journal.gone("a");
        }
        SpawnRecord b = journal().left().orElseThrow().get(0);
        assertEquals(new SpawnRecord("b", "a _name_ of _ many_ characters", "beef", 7, 8), b);
        assertEquals(List.of("b"), left());
    }

    @Test
    void aLongJournalIsWrittenAnew() throws Exception {
        try (SpawnJournal journal = journal()) {
            journal.begin(List.of(record("kept")));
            for (int i = 0; i < 1_000; i++) {
                journal.planned(record("m" + i));
                journal.gone("m" + i);
            }
            journal.planned(record("last"));
        }
        assertTrue(Files.size(folder.resolve("processes.jsonl")) < LONGEST + 200);
        assertEquals(List.of("kept", "last"), left());
    }

    @Test
    void aFolderThatCannotBeWrittenStopsNothingAndIsTriedAgain() throws Exception {
        Path gone = folder.resolve("later");
        SpawnJournal journal = new SpawnJournal(gone.resolve("processes.jsonl"), host, null, LONGEST);
        journal.begin(List.of());
        journal.planned(record("a"));
        Files.createDirectory(gone);
        journal.planned(record("b"));
        journal.close();
        SpawnJournal next = new SpawnJournal(gone.resolve("processes.jsonl"), host, null, LONGEST);
        assertEquals(2, next.left().orElseThrow().size());
    }

    /** Wherever Osprey is killed, nothing that was planned and has not ended is forgotten. */
    @Property(tries = 200)
    void aTornLineHidesNoOther(
            @ForAll @Size(max = 30) List<@IntRange(max = 9) Integer> steps, @ForAll @IntRange(max = 60) int torn) {
        StringBuilder text = new StringBuilder(JournalText.owner(1, 1, host.boot(), null));
        TreeSet<String> open = new TreeSet<>();
        for (int step : steps) {
            String mark = "m" + step;
            if (open.add(mark)) {
                text.append(JournalText.planned(record(mark)));
            } else {
                open.remove(mark);
                text.append(JournalText.gone(mark));
            }
        }
        String next = JournalText.planned(record("next"));
        text.append(next, 0, Math.min(torn, next.length() - 2));
        List<JournalText.Run> runs = JournalText.read(text.toString().lines());
        assertEquals(open, new TreeSet<>(runs.get(0).open().keySet()));
    }
}
