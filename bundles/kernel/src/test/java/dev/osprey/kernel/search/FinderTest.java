package dev.osprey.kernel.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.access.Permission;
import dev.osprey.access.Principal;
import dev.osprey.search.Findable;
import dev.osprey.search.Hit;
import dev.osprey.search.SearchPage;
import dev.osprey.search.SearchQuery;
import dev.osprey.search.SearchSource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FinderTest {

    private static List<String> ids(SearchPage page) {
        return page.hits().stream()
                .map(hit -> hit.item().kind() + "/" + hit.item().id())
                .toList();
    }

    private static SearchPage find(Finder finder, Principal principal, String text) {
        return finder.find(new SearchQuery(principal, text, 100, null));
    }

    private final Things.Shelf modules = Things.modules();
    private final Things.Shelf tools = Things.tools();
    private final Things.Shelf services = Things.services();
    private final Finder finder = new Finder(Things.sources(modules, tools, services));

    @Test
    void kindsThatOneMayNotSeeAreNamedAndLeftOut() {
        SearchPage viewer = find(finder, Things.VIEWER, "camera");
        assertEquals(List.of("tool/camera.capture", "module/front_camera"), ids(viewer));
        assertEquals(List.of("service"), viewer.hidden());
        SearchPage admin = find(finder, Things.ADMIN, "camera");
        assertTrue(ids(admin).contains("service/17"));
        assertEquals(List.of(), admin.hidden());
        assertEquals(List.of(), find(finder, Things.VIEWER, "kind:tool camera").hidden());
    }

    @Test
    void anEmptyTextFindsEverythingByKindAndId() {
        List<String> all = ids(find(finder, Things.ADMIN, ""));
        assertEquals(List.copyOf(new TreeSet<>(all)), all);
        assertEquals(10, all.size());
    }

    @Test
    void streamsAreClosed() {
        find(finder, Things.ADMIN, "camera");
        assertEquals(0, modules.open.get() + tools.open.get() + services.open.get());
    }

    @Test
    void pagesGoOnWhereTheyEndedWhileThingsComeAndGo() {
        Random random = new Random(7);
        Things.Shelf shelf = new Things.Shelf("module", Permission.REGISTRY_READ);
        for (int i = 0; i < 200; i++) {
            shelf.items.add(lamp(i, random.nextInt(3)));
        }
        List<String> stayed = new ArrayList<>(shelf.items.stream()
                .map(Findable::id)
                .filter(id -> !id.endsWith("7"))
                .toList());
        Finder changing = new Finder(Things.sources(shelf));
        List<String> seen = new ArrayList<>();
        String cursor = null;
        int added = 1000;
        do {
            SearchPage page = changing.find(new SearchQuery(Things.ADMIN, "lamp", 9, cursor));
            page.hits().forEach(hit -> seen.add(hit.item().id()));
            cursor = page.next();
            assertTrue(seen.size() < 2000, "comes to an end");
            shelf.items.add(lamp(added++, random.nextInt(3)));
            shelf.items.removeIf(item -> item.id().endsWith("7") && random.nextInt(4) == 0);
        } while (cursor != null);
        assertEquals(new TreeSet<>(seen).size(), seen.size(), "nothing twice");
        stayed.removeAll(seen);
        assertEquals(List.of(), stayed, "nothing left out that was there all the time");
    }

    private static Findable lamp(int number, int fit) {
        String name = List.of("lamp", "lamp post", "a lamp").get(fit);
        return Things.module("m" + number, name, "", Map.of());
    }

    @Test
    void pagesTogetherAreTheWholeInOrder() {
        List<Hit> whole = find(finder, Things.ADMIN, "e").hits();
        List<Hit> paged = new ArrayList<>();
        String cursor = null;
        do {
            SearchPage page = finder.find(new SearchQuery(Things.ADMIN, "e", 1, cursor));
            assertEquals(1, page.hits().size());
            paged.addAll(page.hits());
            assertTrue(paged.size() < 100, "comes to an end");
            cursor = page.next();
        } while (cursor != null);
        assertEquals(whole, paged);
        assertNull(find(finder, Things.ADMIN, "e").next());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "äö", "!!!", "MQ", "AAAA"})
    void aCursorThatIsNoneIsRefused(String cursor) {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> finder.find(new SearchQuery(Things.ADMIN, "e", 1, cursor)))
                .getMessage();
        assertTrue(message.contains("The cursor is malformed; "), message);
    }

    @Test
    void cursorsOfOtherSearchesAndOddScoresAreRefused() {
        String cursor = finder.find(new SearchQuery(Things.ADMIN, "e", 1, null)).next();
        assertThrows(IllegalArgumentException.class, () -> finder.find(new SearchQuery(Things.ADMIN, "a", 1, cursor)));
        String nan = Base64.getUrlEncoder()
                .encodeToString("1\n65\n7ff8000000000000\nmodule\nx".getBytes(StandardCharsets.UTF_8));
        for (String wrong : List.of(nan, "A".repeat(20_000))) {
            assertThrows(
                    IllegalArgumentException.class, () -> finder.find(new SearchQuery(Things.ADMIN, "e", 1, wrong)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1001})
    void theLimitIsBounded(int limit) {
        assertThrows(
                IllegalArgumentException.class, () -> finder.find(new SearchQuery(Things.ADMIN, "e", limit, null)));
    }

    /** A source that fails in a way of its own. */
    private static SearchSource broken(Supplier<String> kind, Supplier<Stream<Findable>> items) {
        return new SearchSource() {
            @Override
            public String kind() {
                return kind.get();
            }

            @Override
            public Permission permission() {
                return Permission.REGISTRY_READ;
            }

            @Override
            public Stream<Findable> items() {
                return items.get();
            }
        };
    }

    @Test
    void aBrokenSourceIsLeftOutAndTheOthersAreNot() {
        Findable lamp = Things.module("lamp", "lamp", "", Map.of());
        Finder mixed = new Finder(Things.sources(
                broken(() -> null, Stream::of),
                broken(
                        () -> {
                            throw new IllegalStateException("no kind");
                        },
                        Stream::of),
                broken(() -> "a", () -> null),
                broken(() -> "b", () -> {
                    throw new NoClassDefFoundError("gone");
                }),
                broken(() -> "c", () -> Stream.of(lamp, null)),
                broken(() -> "d", () -> Stream.of(lamp).onClose(() -> {
                    throw new IllegalStateException("cannot close");
                })),
                broken(() -> "e", () -> Stream.of(1, 2).map(i -> {
                    throw new IllegalStateException("no items");
                })),
                modules));
        assertEquals(3, find(mixed, Things.ADMIN, "").hits().size());
        assertEquals(
                "front_camera",
                new Answerer(Things.sources(broken(() -> "a", () -> null), modules))
                        .answer(Things.ADMIN, "Where is a camera?", 5)
                        .sources()
                        .get(0)
                        .item()
                        .id());
        Sources gone = new Sources(Things.ACCESS);
        gone.add(1, new Source("gone", () -> null));
        assertEquals(List.of(), find(new Finder(gone), Things.ADMIN, "").hits());
    }

    @Test
    void whatIsNoJsonBecomesText() {
        Map<String, Object> odd = new HashMap<>();
        odd.put("uri", URI.create("a:b"));
        odd.put("nan", Double.NaN);
        odd.put("list", Arrays.asList(1, null, URI.create("c:d")));
        Finder one = new Finder(Things.sources(new Things.Shelf(
                "module",
                Permission.REGISTRY_READ,
                Things.module("odd", "", "", odd),
                Things.module("none", "", "", null))));
        List<Hit> hits = find(one, Things.ADMIN, "").hits();
        assertEquals(Map.of(), hits.get(0).item().fields());
        assertEquals(
                Map.of("uri", "a:b", "nan", "NaN", "list", Arrays.asList(1, null, "c:d")),
                hits.get(1).item().fields());
        assertEquals(1, find(one, Things.ADMIN, "uri:a*").hits().size());
    }
}
