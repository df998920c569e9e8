package dev.osprey.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.access.AccessDeniedException;
import dev.osprey.access.Permission;
import dev.osprey.registry.ChangePage;
import dev.osprey.registry.Entry;
import dev.osprey.registry.EntryChange;
import dev.osprey.registry.EntryChange.Kind;
import dev.osprey.registry.LookupFilter;
import dev.osprey.registry.RegistryWatch;
import dev.osprey.registry.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegistryFollowTest {

    private final Changes changes = new Changes();
    private final Desk desk = new Desk().with(RegistryWatch.class, changes);
    private final RegistryFollow follow = new RegistryFollow();

    @Test
    void programsGetAResetThenEachChangeWithItsRevision() {
        changes.later(Kind.PUT, Kind.DELETE, Kind.PUT);
        follow.count = 2;
        List<Map<String, Object>> documents = desk.documents(follow);
        assertEquals(
                List.of("reset e-1", "put null", "synced e-1", "put e-2", "delete e-3"),
                documents.stream()
                        .map(each -> each.get("kind") + " " + each.get("revision"))
                        .toList());
        assertEquals(1, documents.get(0).get("entries"));
        assertEquals(
                List.of("kind", "revision", "module_id", "entry"),
                List.copyOf(documents.get(4).keySet()));
        assertEquals("lamp", Values.map(documents.get(4).get("entry")).get("module_id"));
        assertTrue(changes.closed);
    }

    @Test
    void peopleGetALineForEachChangeAndWhereToGoOn() {
        changes.later(Kind.PUT, Kind.DELETE);
        follow.count = 2;
        String[] lines = desk.people(follow).split("\n");
        assertTrue(lines[0].endsWith("is      lamp  device, held by vera"), lines[0]);
        assertTrue(lines[1].endsWith("put     lamp  device, held by vera"), lines[1]);
        assertTrue(lines[2].endsWith("delete  lamp  device, held by vera"), lines[2]);
        assertTrue(desk.errors().contains("--since e-3"), desk.errors());
    }

    @Test
    void aNameWithLineBreaksIsStillOneLine() {
        changes.name = "lamp\n12:00:00  put     door  device";
        changes.later(Kind.PUT);
        follow.count = 1;
        assertEquals(2, desk.people(follow).split("\n").length);
    }

    @Test
    void itGoesOnBehindARevision() {
        changes.later(Kind.PUT);
        follow.since = "e-1";
        follow.count = 1;
        assertEquals(
                List.of("e-2"),
                desk.documents(follow).stream()
                        .map(each -> each.get("revision"))
                        .toList());
    }

    @Test
    void aPositionThatMovedOnWithoutAChangeIsToldAtTheEnd() {
        follow.since = "e-0";
        changes.silent = true;
        follow.timeout = 1;
        assertEquals(List.of(Map.of("kind", "synced", "revision", "e-9")), desk.documents(follow));
    }

    @Test
    void ctrlCEndsIt() {
        Thread.currentThread().interrupt();
        desk.people(follow);
        assertTrue(changes.closed);
        assertTrue(desk.errors().contains("--since e-1"), desk.errors());
    }

    @Test
    void aWakingChangeIsReadAtOnce() throws InterruptedException {
        List<String> seen = new ArrayList<>();
        ChangeReader reader = new ChangeReader(changes, LookupFilter.ALL, new ChangeView() {
            @Override
            public void reset(List<EntryChange> entries, Revision revision) {
                changes.later(Kind.PUT);
            }

            @Override
            public void change(EntryChange change) {
                seen.add(change.revision().toString());
            }

            @Override
            public void ended(Revision reached) {
                throw new UnsupportedOperationException();
            }
        });
        assertEquals("e-2", reader.follow(null, 1, Duration.ZERO, () -> false).toString());
        assertEquals(List.of("e-2"), seen);
    }

    @Test
    void theFilterIsHandedOnAndItsModuleAsked() {
        follow.module = "lamp*";
        follow.field = "metadata.*";
        follow.timeout = 1;
        desk.people(follow);
        assertEquals(new LookupFilter("lamp*", "metadata.*", "*"), changes.filter);
        assertEquals(List.of("registry.read lamp*"), desk.asked);
    }

    @Test
    void nothingIsReadWhenTheCallerMayNotOrTheRevisionIsNone() {
        desk.denied.add(Permission.REGISTRY_READ);
        assertThrows(AccessDeniedException.class, () -> desk.people(follow));
        follow.since = "yesterday";
        String message = assertThrows(IllegalArgumentException.class, () -> desk.people(follow))
                .getMessage();
        assertTrue(message.startsWith("\"yesterday\" is no revision of the registry; "), message);
        assertEquals(null, changes.filter);
    }

    /** Holds a lamp at e-1 and hands over one change at a time. */
    private static final class Changes implements RegistryWatch {

        private final List<EntryChange> after = new ArrayList<>();
        private LookupFilter filter;
        private String name = "lamp";
        private boolean silent;
        private boolean closed;
        private Runnable wake;

        void later(Kind... kinds) {
            for (Kind kind : kinds) {
                after.add(change(kind, 2 + after.size()));
            }
            if (wake != null) {
                wake.run();
            }
        }

        @Override
        public Revision revision() {
            return at(1);
        }

        @Override
        public ChangePage read(LookupFilter asked, Revision position, int most) {
            filter = asked;
            if (silent) {
                return new ChangePage(false, List.of(), at(9), false);
            }
            if (position == null) {
                return new ChangePage(true, List.of(change(Kind.PUT, 1)), at(1), !after.isEmpty());
            }
            List<EntryChange> next = after.stream()
                    .filter(each -> each.revision().number() > position.number())
                    .limit(most)
                    .toList();
            return new ChangePage(
                    false,
                    next,
                    next.isEmpty() ? position : next.get(next.size() - 1).revision(),
                    false);
        }

        @Override
        public Signal onChange(Runnable reader) {
            wake = reader;
            return () -> closed = true;
        }

        private EntryChange change(Kind kind, long number) {
            Entry lamp = new Entry(
                    "lamp",
                    Map.of("module_type", "device", "name", name),
                    "vera",
                    Instant.EPOCH,
                    Instant.EPOCH,
                    Duration.ofMinutes(1));
            return new EntryChange(at(number), kind, lamp);
        }

        private static Revision at(long number) {
            return new Revision("e", number);
        }
    }
}
