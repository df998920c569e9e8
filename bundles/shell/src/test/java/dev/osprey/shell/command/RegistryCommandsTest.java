package dev.osprey.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.access.AccessDeniedException;
import dev.osprey.access.Permission;
import dev.osprey.access.Principal;
import dev.osprey.registry.Entry;
import dev.osprey.registry.LookupFilter;
import dev.osprey.registry.Match;
import dev.osprey.registry.Registration;
import dev.osprey.registry.Registry;
import dev.osprey.registry.UnknownPathException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegistryCommandsTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    private final Desk desk = new Desk().with(Registry.class, new OneClock());

    @Test
    void listShowsOneAlignedLineForEachEntry() {
        String[] lines = desk.people(new RegistryList()).split("\n");
        assertEquals(3, lines.length);
        assertTrue(lines[2].startsWith("clock"), lines[2]);
        assertEquals(lines[0].indexOf("Holder"), lines[2].indexOf("clock", 5));
        assertEquals(List.of("registry.read *"), desk.asked);
    }

    @Test
    void listForProgramsHasStableNames() {
        Map<String, Object> expected = Map.of(
                "module_id", "clock",
                "holder", "clock",
                "registered_at", "2026-11-01T12:00:00Z",
                "last_heartbeat", "2026-11-01T12:00:00Z",
                "ttl_seconds", 60.0,
                "document", Map.of("module_type", "service", "tick", 1));
        assertEquals(Json.read(Json.write(List.of(expected))), desk.programs(new RegistryList()));
    }

    @Test
    void getPrintsTextBareForPeopleAndQuotedForPrograms() {
        RegistryGet get = new RegistryGet();
        get.path = "clock.module_type";
        assertEquals("service", desk.people(get).strip());
        assertEquals("service", desk.programs(get));
        assertEquals("registry.read clock.module_type", desk.asked.get(0));
    }

    @Test
    void aPathThatIsNotThereIsAFailureWithItsMessage() {
        RegistryGet get = new RegistryGet();
        get.path = "clock.nothing";
        UnknownPathException thrown = assertThrows(UnknownPathException.class, () -> desk.people(get));
        assertEquals("not_found", Failure.of(thrown).orElseThrow().code());
    }

    @Test
    void aWordTooManyIsNamed() {
        RegistryGet get = new RegistryGet();
        get.path = "clock";
        Failure thrown = assertThrows(Failure.class, () -> desk.people(get, "tick"));
        assertTrue(thrown.getMessage().contains("tick"), thrown.getMessage());
    }

    @Test
    void lookupHandsTheGlobsOnAndShowsRows() {
        RegistryLookup lookup = new RegistryLookup();
        lookup.module = "cl*";
        lookup.field = "tick";
        assertTrue(desk.people(lookup).contains("clock"));
        assertEquals(List.of(Map.of("module_id", "clock", "field", "tick", "value", "*")), desk.programs(lookup));
    }

    @Test
    void nothingIsReadWhenTheCallerMayNot() {
        desk.denied.add(Permission.REGISTRY_READ);
        assertThrows(AccessDeniedException.class, () -> desk.people(new RegistryList()));
        assertThrows(AccessDeniedException.class, () -> desk.people(new RegistryLookup()));
    }

    private static final class OneClock implements Registry {

        @Override
        public Entry register(Principal principal, Registration registration) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Entry heartbeat(Principal principal, String moduleId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean deregister(Principal principal, String moduleId) {
            return false;
        }

        @Override
        public List<Entry> entries() {
            return List.of(new Entry(
                    "clock", Map.of("module_type", "service", "tick", 1), "clock", NOON, NOON, Duration.ofMinutes(1)));
        }

        @Override
        public int size() {
            return entries().size();
        }

        @Override
        public Optional<Entry> entry(String moduleId) {
            return Optional.empty();
        }

        @Override
        public List<Match> lookup(LookupFilter filter) {
            return filter.module().startsWith("cl")
                    ? List.of(new Match("clock", filter.field(), filter.value()))
                    : List.of();
        }

        @Override
        public Object get(String path) {
            if (!path.equals("clock.module_type")) {
                throw new UnknownPathException("Nothing stands at " + path);
            }
            return "service";
        }

        @Override
        public Duration ttl() {
            return Duration.ofMinutes(1);
        }
    }
}
