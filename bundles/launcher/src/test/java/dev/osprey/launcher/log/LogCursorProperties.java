package dev.osprey.launcher.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.module.ModuleLogs.Line;
import dev.osprey.module.ModuleLogs.Page;
import dev.osprey.module.ModuleLogs.Query;
import dev.osprey.process.OutputListener.Stream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream.Builder;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class LogCursorProperties {

    @Property(tries = 150)
    void pagesOfAnySizeInBothDirectionsHoldEveryLineOnceInOrder(
            @ForAll @NotEmpty @Size(max = 120) List<@StringLength(max = 120) String> texts,
            @ForAll @IntRange(min = 80, max = 2_000) int fileBytes,
            @ForAll @IntRange(min = 0, max = 3) int older,
            @ForAll @IntRange(min = 1, max = 50) int pageSize)
            throws IOException {
        Path folder = Files.createTempDirectory("osprey-log");
        try (LogDesk desk = new LogDesk(folder)) {
            LogSpec spec = new LogSpec(fileBytes, older, 1_000_000);
            LogStore store = desk.open("m", spec);
            List<String> written = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                String text =
                        i + ":" + texts.get(i).replaceAll("[\\n\\p{Cs}]", "").stripTrailing();
                store.onLine(Stream.STDOUT, text);
                written.add(text);
                if (i % 7 == 0) {
                    store.drain();
                }
            }
            Page all = desk.page("m", new Query(null, null, 10_000, null));
            List<String> kept = texts(all);
            assertEquals(written.subList(written.size() - kept.size(), written.size()), kept);
            assertFalse(kept.isEmpty());
            assertEquals(kept, backwards(desk, pageSize));
            assertEquals(
                    kept.subList(1, kept.size()),
                    forwards(desk, all.lines().get(0).cursor(), pageSize));
            for (Line line : all.lines()) {
                assertFalse(
                        desk.page("m", new Query(line.cursor(), null, 1, null)).reset());
            }
            restart(folder, spec, all);
        } finally {
            delete(folder);
        }
    }

    /** What was a cursor before is one after, and nothing else is. */
    private static void restart(Path folder, LogSpec spec, Page before) {
        try (LogDesk desk = new LogDesk(folder)) {
            desk.open("m", spec);
            Page after = desk.page("m", new Query(null, null, 10_000, null));
            assertEquals(before.lines(), after.lines());
            String second = before.lines().get(before.lines().size() - 1).cursor() + "1";
            assertTrue(desk.page("m", new Query(second, null, 1, null)).reset());
        }
    }

    private static List<String> backwards(LogDesk desk, int pageSize) {
        List<List<String>> pages = new ArrayList<>();
        Page page = desk.page("m", new Query(null, null, pageSize, null));
        pages.add(texts(page));
        while (page.more()) {
            page = desk.page("m", new Query(page.lines().get(0).cursor(), null, pageSize, null));
            pages.add(texts(page));
        }
        Collections.reverse(pages);
        return pages.stream().flatMap(List::stream).toList();
    }

    private static List<String> forwards(LogDesk desk, String from, int pageSize) {
        Builder<String> found = java.util.stream.Stream.builder();
        String cursor = from;
        Page page;
        do {
            page = desk.page("m", new Query(null, cursor, pageSize, null));
            texts(page).forEach(found::add);
            cursor = page.lines().isEmpty()
                    ? cursor
                    : page.lines().get(page.lines().size() - 1).cursor();
        } while (page.more());
        return found.build().toList();
    }

    private static List<String> texts(Page page) {
        return page.lines().stream().map(Line::text).toList();
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
