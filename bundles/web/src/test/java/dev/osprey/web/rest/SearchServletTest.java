package dev.osprey.web.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.search.SearchQuery;
import dev.osprey.web.served.MemoryAccess;
import dev.osprey.web.served.MemorySearch;
import dev.osprey.web.served.Served;
import dev.osprey.web.served.Served.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchServletTest {

    private final MemoryAccess access = new MemoryAccess();
    private final MemorySearch search = new MemorySearch();
    private Served served;

    @BeforeEach
    void start() {
        served = new Served(true)
                .with(new SearchServlet(search, access), "/api/v1/search")
                .start();
    }

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void findsForTheCaller() {
        Answer answer = served.get("/api/v1/search?q=kind:module%20%22a%20b%22&limit=3", "As", "bob/VIEWER");
        assertEquals(200, answer.status());
        assertEquals(
                Map.of(
                        "items",
                        List.of(Map.of(
                                "kind", "module",
                                "id", "front_camera",
                                "name", "Front camera",
                                "description", "Looks at the door",
                                "tags", List.of("device"),
                                "fields", Map.of("metadata", Map.of("port", 9000)),
                                "score", 2.5)),
                        "next",
                        "further",
                        "hidden",
                        List.of("service")),
                answer.json());
        SearchQuery asked = search.queries.get(0);
        assertEquals("bob", asked.principal().name());
        assertEquals("kind:module \"a b\"", asked.text());
        assertEquals(3, asked.limit());
    }

    @Test
    void theLastPageHasNoNext() {
        Map<String, Object> page = served.get("/api/v1/search?cursor=further").object();
        assertTrue(page.containsKey("next"));
        assertEquals(null, page.get("next"));
        SearchQuery asked = search.queries.get(0);
        assertEquals("", asked.text());
        assertEquals("further", asked.cursor());
        assertEquals(100, asked.limit());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "x", "1.5", "99999999999", ""})
    void aLimitThatIsNoneIs400(String limit) {
        Answer answer = served.get("/api/v1/search?limit=" + limit);
        assertEquals(400, answer.status());
        assertEquals("bad_request", answer.object().get("code"));
        assertEquals("give a number from 1 to 1000", answer.object().get("remedy"));
    }

    @Test
    void aTextThatIsNotUnderstoodIs400AndSaysWhere() {
        Answer answer = served.get("/api/v1/search?q=%22");
        assertEquals(400, answer.status());
        assertTrue(answer.object().get("detail").toString().contains("at position 1"));
    }

    @Test
    void takesThePermissionToReadTheRegistry() {
        assertEquals(403, served.get("/api/v1/search", "As", "nobody/VIEWER").status());
        assertEquals(401, served.get("/api/v1/search", "As", "none").status());
        assertEquals(List.of(), search.queries);
    }
}
