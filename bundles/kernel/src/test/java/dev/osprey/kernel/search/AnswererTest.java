package dev.osprey.kernel.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.search.SearchAnswer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswererTest {

    private final Answerer answerer = new Answerer(Things.sources(
            Things.modules(
                    Things.module(
                            "gamepad", "Game pad", "Buttons and sticks", Map.of("metadata", Map.of("wired", true))),
                    Things.module(
                            "lampDriver",
                            "",
                            "Switches lights",
                            Map.of("ws_endpoint", "ws://h", "api_endpoint", "http://h"))),
            Things.tools(),
            Things.services()));

    private SearchAnswer ask(String question) {
        return answerer.answer(Things.ADMIN, question, 5);
    }

    private static List<String> ids(SearchAnswer answer) {
        return answer.sources().stream().map(hit -> hit.item().id()).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "which module has a camera? | front_camera",
                "Which tool takes pictures? | camera.capture",
                "how do I stop a module? | module.stop",
                "How can I start modules? | module.start",
                "stopping a module | module.stop",
                "what port does the thermometer use? | thermo",
                "who measures temperatures? | thermo",
                "which module uses port 9000? | thermo",
                "what is on the porch? | front_camera",
                "which camera sees the garden? | front_camera",
                "list the processes | process.list",
                "how do I publish events? | event.publish",
                "is there a driver for lamps? | lampDriver",
                "is anything wired? | gamepad",
                "which service is the camera tool? | 17"
            })
    void findsTheObviousFirst(String question, String first) {
        SearchAnswer answer = ask(question);
        assertFalse(answer.sources().isEmpty(), answer.text());
        assertEquals(first, ids(answer).get(0), answer.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "What is the capital of France?",
                "Who won the football game yesterday evening?",
                "What is the meaning of life?",
                "how are you?",
                "?",
                "what is the port?",
                "Tell me the name of the president"
            })
    void unrelatedQuestionsHaveNoSources(String question) {
        SearchAnswer answer = ask(question);
        assertEquals(List.of(), answer.sources(), answer.text());
        assertTrue(answer.text().startsWith("Nothing that you may see fits"), answer.text());
        assertEquals(question, answer.question());
    }

    @Test
    void theTextIsMadeOfTheSources() {
        assertEquals(
                "Two things fit best: the module front_camera (Front camera: 1080p camera at the door)"
                        + " and the tool camera.capture (Takes a picture with a camera).",
                ask("which module has a camera?").text());
    }

    @Test
    void aFieldThatIsNamedIsCited() {
        assertEquals(
                "One thing fits best: the module thermo (Thermometer: Measures the temperature of the kitchen;"
                        + " metadata.port is 9000).",
                ask("what port does the thermometer use?").text());
        String endpoints = ask("what are the endpoints of the lamp driver?").text();
        assertTrue(endpoints.contains("ws_endpoint is ws://h") && endpoints.contains("api_endpoint is http://h"));
        String one = ask("what is the ws endpoint of the lamp driver?").text();
        assertTrue(one.contains("ws_endpoint is ws://h") && !one.contains("api_endpoint"), one);
    }

    @Test
    void secretsAreNotCited() {
        String text = ask("what is the admin token of the thermometer?").text();
        assertTrue(text.contains("thermo") && !text.contains("abc"), text);
    }

    @Test
    void aKindAloneListsThatKind() {
        SearchAnswer answer = ask("which tools are there?");
        assertEquals(5, answer.sources().size());
        assertTrue(answer.sources().stream().allMatch(hit -> hit.item().kind().equals("tool")));
    }

    @Test
    void servicesAreOnlySpokenOfWhenNamedAndSeen() {
        assertFalse(ids(ask("where is the camera?")).contains("17"));
        assertFalse(ids(answerer.answer(Things.VIEWER, "which service has a camera?", 50))
                .contains("17"));
    }

    @Test
    void questionAndNumberOfSourcesAreBounded() {
        assertEquals(1, answerer.answer(Things.ADMIN, "camera", 1).sources().size());
        for (String wrong : List.of("", "  ", "x".repeat(1001))) {
            assertThrows(IllegalArgumentException.class, () -> ask(wrong));
        }
        for (int wrong : new int[] {0, 51}) {
            assertThrows(IllegalArgumentException.class, () -> answerer.answer(Things.ADMIN, "camera", wrong));
        }
        StringBuilder many = new StringBuilder("camera");
        for (int i = 0; i < 200; i++) {
            many.append(' ')
                    .append((char) ('b' + i % 20))
                    .append((char) ('b' + i / 20))
                    .append('q');
        }
        assertEquals(List.of(), ask(many.toString()).sources());
    }

    @ParameterizedTest
    @CsvSource({
        "cameras,camera",
        "processes,process",
        "boxes,box",
        "devices,device",
        "queries,query",
        "stopping,stop",
        "taking,take",
        "calling,call",
        "pressing,press",
        "caches,cache",
        "statuses,status",
        "running,run",
        "using,using",
        "string,string",
        "bus,bus",
        "this,this",
        "greeter,greet",
        "scanners,scan",
        "user,user"
    })
    void formsOfAWordMeet(String form, String word) {
        assertEquals(stem(word), stem(form));
    }

    private static String stem(String word) {
        char[] letters = word.toCharArray();
        return new String(letters, 0, Stem.of(letters, letters.length));
    }

    @ParameterizedTest
    @CsvSource({
        "camelCase,camel case",
        "HTTPServer2x,http server",
        "dev.osprey.hub_two,dev osprey hub two",
        "'What''s 1080p?',what 1080",
        "Größe,größe",
        "a 7,7"
    })
    void textIsSplitIntoWords(String text, String words) {
        StringBuilder found = new StringBuilder();
        new Tokens().read(text, (word, length) -> found.append(word, 0, length).append(' '));
        assertEquals(words, found.toString().strip().replace("server 2", "server"));
    }
}
