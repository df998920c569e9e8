package dev.osprey.kernel.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.search.Findable;
import dev.osprey.search.Hit;
import dev.osprey.search.Search;
import dev.osprey.search.SearchAnswer;
import dev.osprey.search.SearchPage;
import dev.osprey.search.SearchQuery;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchToolsTest {

    private static final Principal OLGA = Principal.of("olga", Role.OPERATOR);
    private static final Hit HIT =
            new Hit(new Findable("module", "cam", "Camera", "Sees", List.of("device"), Map.of("port", 1)), 2);

    private final ToolCall call = (ToolCall) Proxy.newProxyInstance(
            ToolCall.class.getClassLoader(), new Class<?>[] {ToolCall.class}, (proxy, method, arguments) -> OLGA);

    private SearchQuery asked;
    private int most;

    private final Search search = new Search() {
        @Override
        public SearchPage find(SearchQuery query) {
            asked = query;
            if (query.text().equals("\"")) {
                throw new IllegalArgumentException("unclosed");
            }
            return new SearchPage(List.of(HIT), null, List.of("service"));
        }

        @Override
        public SearchAnswer answer(Principal principal, String question, int limit) {
            assertEquals(OLGA, principal);
            most = limit;
            if (question.isBlank()) {
                throw new IllegalArgumentException("empty");
            }
            return new SearchAnswer(question, "One thing", List.of(HIT));
        }
    };

    @Test
    void searchAnswersInTheCommonShape() {
        RegistrySearchTool tool = new RegistrySearchTool(search);
        Map<String, Object> expected = new HashMap<>();
        expected.put(
                "items",
                List.of(Map.of(
                        "kind", "module",
                        "id", "cam",
                        "name", "Camera",
                        "description", "Sees",
                        "tags", List.of("device"),
                        "fields", Map.of("port", 1),
                        "score", 2.0)));
        expected.put("next", null);
        expected.put("hidden", List.of("service"));
        assertEquals(expected, tool.call(Map.of(), call));
        assertEquals(new SearchQuery(OLGA, "", 20, null), asked);
        tool.call(Map.of("q", "x", "limit", 3, "cursor", "c"), call);
        assertEquals(new SearchQuery(OLGA, "x", 3, "c"), asked);
        assertEquals(
                ToolException.INVALID_INPUT,
                assertThrows(ToolException.class, () -> tool.call(Map.of("q", "\""), call))
                        .code());
    }

    @Test
    void askAnswersWithItsSources() {
        RegistryAskTool tool = new RegistryAskTool(search);
        assertEquals(
                Map.of(
                        "question", "who?",
                        "answer", "One thing",
                        "sources",
                                List.of(Map.of(
                                        "kind", "module",
                                        "id", "cam",
                                        "name", "Camera",
                                        "description", "Sees",
                                        "score", 2.0))),
                tool.call(Map.of("question", "who?"), call));
        assertEquals(5, most);
        tool.call(Map.of("question", "who?", "limit", 50), call);
        assertEquals(50, most);
        assertEquals(
                ToolException.INVALID_INPUT,
                assertThrows(ToolException.class, () -> tool.call(Map.of("question", " "), call))
                        .code());
    }
}
