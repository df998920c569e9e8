package dev.osprey.launcher.place;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.osprey.launcher.place.Overrides.Chosen;
import dev.osprey.module.ModuleState;
import dev.osprey.store.Document;
import dev.osprey.store.DocumentConflictException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OverridesTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

    private final AtomicInteger reads = new AtomicInteger();
    private final FakeDocuments documents = new FakeDocuments() {
        @Override
        public Optional<Document> read(String name) {
            reads.incrementAndGet();
            return super.read(name);
        }
    };

    private String stored() {
        return new String(documents.documents.get(Overrides.DOCUMENT).content(), StandardCharsets.UTF_8);
    }

    private void store(String text) {
        documents.documents.remove(Overrides.DOCUMENT);
        documents.write(Overrides.DOCUMENT, text.getBytes(StandardCharsets.UTF_8), 0);
    }

    @Test
    void whoChoseAStateAndWhenIsKept() {
        new Overrides(documents, CLOCK).put("a", ModuleState.MANUAL, "admin");
        assertEquals("{\"a\":{\"state\":\"manual\",\"by\":\"admin\",\"at\":\"2026-01-01T12:00:00Z\"}}", stored());
        Overrides again = new Overrides(documents, CLOCK);
        assertEquals(
                new Chosen(ModuleState.MANUAL, "admin", NOON), again.find("a").orElseThrow());
        assertEquals(ModuleState.ENABLED, again.of("b", ModuleState.ENABLED));
        again.clear("a");
        assertEquals("{}", stored());
        assertEquals(ModuleState.DISABLED, again.of("a", ModuleState.DISABLED));
    }

    @Test
    void theShortFormOfEarlierVersionsIsReadAndRubbishIsPassedOver() {
        store("{\"old\":\"manual\",\"b\":7,\"c\":{\"state\":\"never\"},\"d\":{\"state\":\"manual\",\"at\":\"noon\"},"
                + "\"e\":{\"state\":\"disabled\",\"more\":1}}");
        Overrides overrides = new Overrides(documents, CLOCK);
        assertEquals(
                new Chosen(ModuleState.MANUAL, null, null),
                overrides.find("old").orElseThrow());
        assertEquals(ModuleState.ENABLED, overrides.of("b", ModuleState.ENABLED));
        assertEquals(ModuleState.ENABLED, overrides.of("c", ModuleState.ENABLED));
        assertEquals(ModuleState.ENABLED, overrides.of("d", ModuleState.ENABLED));
        assertEquals(ModuleState.DISABLED, overrides.of("e", ModuleState.ENABLED));
        store("[1]");
        assertEquals(ModuleState.ENABLED, new Overrides(documents, CLOCK).of("old", ModuleState.ENABLED));
    }

    @Test
    void askingReadsTheDiskOnce() {
        Overrides overrides = new Overrides(documents, CLOCK);
        for (int i = 0; i < 100; i++) {
            overrides.of("a", ModuleState.ENABLED);
        }
        assertEquals(1, reads.get());
    }

    @Test
    void whatAnotherWroteMeanwhileStays() {
        Overrides one = new Overrides(documents, CLOCK);
        Overrides other = new Overrides(documents, CLOCK);
        one.put("a", ModuleState.MANUAL, null);
        other.put("b", ModuleState.DISABLED, null);
        one.put("c", ModuleState.ENABLED, null);
        assertEquals(ModuleState.DISABLED, one.of("b", ModuleState.ENABLED));
        assertEquals(ModuleState.MANUAL, new Overrides(documents, CLOCK).of("a", ModuleState.ENABLED));
    }

    @Test
    void aChangeThatCannotBeWrittenDoesNotCount() {
        FakeDocuments broken = new FakeDocuments() {
            @Override
            public synchronized Document write(String name, byte[] content, long expectedVersion) {
                throw new DocumentConflictException("always");
            }
        };
        Overrides overrides = new Overrides(broken, CLOCK);
        assertThrows(DocumentConflictException.class, () -> overrides.put("a", ModuleState.DISABLED, null));
        assertEquals(ModuleState.ENABLED, overrides.of("a", ModuleState.ENABLED));
    }
}
