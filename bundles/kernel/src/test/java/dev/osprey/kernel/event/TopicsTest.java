package dev.osprey.kernel.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.event.InvalidSubjectException;
import dev.osprey.event.Subject;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.service.event.Event;

class TopicsTest {

    @ParameterizedTest
    @CsvSource({
        "module.ready, module/ready",
        "a-b_C9.d, a-b_C9/d",
        "caf\u00e9.x, caf__00e9/x",
        "a:b, a__003ab",
        "a__0041, a__005f_0041",
        "a__00E9, a__005f_00E9",
        "___0041, ___005f_0041",
        "a__zz, a__zz",
        "\ud83d\ude00, __d83d__de00"
    })
    void subjectsAndTopicsMapBothWays(String subject, String topic) {
        assertEquals(topic, Topics.toTopic(subject));
        assertEquals(Optional.of(subject), Topics.toSubject(topic));
    }

    @Property(tries = 5000)
    void everySubjectComesBackFromItsTopic(@ForAll("texts") String subject) {
        Assume.that(valid(subject));
        String topic = Topics.toTopic(subject);
        assertEquals(Optional.of(subject), Topics.toSubject(topic));
        assertEquals(topic, new Event(topic, Map.of()).getTopic(), "EventAdmin takes the topic");
    }

    @Property(tries = 5000)
    void everyTopicThatMapsComesBackFromItsSubject(@ForAll("topics") String topic) {
        Topics.toSubject(topic).ifPresent(subject -> assertEquals(topic, Topics.toTopic(subject)));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.of('_', '0', '0', 'f', 'A', '.', '\u00e9', '-')
                        .list()
                        .ofMaxSize(24)
                        .map(TopicsTest::join),
                Arbitraries.strings().ofMaxLength(20));
    }

    @Provide
    Arbitrary<String> topics() {
        return Arbitraries.of("_", "__", "00", "e9", "E9", "5f", "/", "a", "__005f", "__002e")
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(list -> String.join("", list));
    }

    private static String join(java.util.List<Character> characters) {
        StringBuilder text = new StringBuilder();
        characters.forEach(text::append);
        return text.toString();
    }

    private static boolean valid(String subject) {
        try {
            new Subject(subject);
            return true;
        } catch (InvalidSubjectException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "a//b", "a__002eb", "a__0041", "a__00E9", "a__0020b", "a__d800", "a.b"})
    void topicsOfNoSubjectDoNotMap(String topic) {
        assertEquals(Optional.empty(), Topics.toSubject(topic));
    }

    @Test
    void topicOfMoreThan255BytesDoesNotMap() {
        assertEquals(Optional.empty(), Topics.toSubject("a".repeat(256)));
    }

    @Test
    void frameworkTopicsAreInternalAndTheirLookalikesAreNot() {
        assertTrue(Topics.internal("org/osgi/framework/BundleEvent/STARTED"));
        assertTrue(Topics.internal("org/apache"));
        assertFalse(Topics.internal("org/osgiish/x"));
        assertFalse(Topics.internal("org"));
    }
}
