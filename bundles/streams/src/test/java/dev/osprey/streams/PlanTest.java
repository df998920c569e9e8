package dev.osprey.streams;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.system.Finding;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static Plan plan(Map<?, ?>... configurations) {
        return Plan.of(Stream.of(configurations)
                .map(each -> new ConfiguredStream(configuration(each)).reading())
                .toList());
    }

    /** As the framework makes it out of a file. */
    static StreamConfiguration configuration(Map<?, ?> file) {
        return (StreamConfiguration) Proxy.newProxyInstance(
                PlanTest.class.getClassLoader(), new Class<?>[] {StreamConfiguration.class}, (proxy, method, none) -> {
                    Object given = file.get(method.getName().replace('_', '.'));
                    Class<?> type = method.getReturnType();
                    if (given == null) {
                        return method.getDefaultValue();
                    }
                    return type == boolean.class
                            ? Boolean.valueOf(given.toString())
                            : type == long.class
                                    ? Long.valueOf(given.toString())
                                    : type == String.class ? given : new String[] {given.toString()};
                });
    }

    private static List<String> names(Plan plan) {
        return plan.streams().stream().map(StreamSettings::name).toList();
    }

    @Test
    void withoutConfigurationThereAreFour() {
        Plan plan = plan();
        assertEquals(List.of("recent", "module", "system", "task"), names(plan));
        assertEquals(List.of(), plan.problems());
        assertEquals(
                new StreamSettings("task", List.of("task.>"), true, false, 100_000, 64 << 20, Duration.ofDays(7)),
                plan.streams().get(3));
    }

    @Test
    void aDefaultIsChangedInPartOrSwitchedOff() {
        Plan plan = plan(
                Map.of("name", "task", "max.events", "5000", "fsync", "true"),
                Map.of("name", "recent", "max.bytes", "1048576"),
                Map.of("name", "system", "enabled", "false"));
        assertEquals(List.of("recent", "module", "task"), names(plan));
        assertEquals(List.of(), plan.problems());
        StreamSettings task = plan.streams().get(2);
        assertEquals(List.of("task.>"), task.patterns());
        assertEquals(5_000, task.maxEvents());
        assertTrue(task.fsync() && task.disk());
        assertEquals(1 << 20, plan.streams().get(0).maxBytes());
        assertEquals(List.of(">"), plan.streams().get(0).patterns());
    }

    @Test
    void aNewStreamTakesSeveralPatternsInOneLine() {
        Plan plan = plan(Map.of("name", "lab", "patterns", "lab.>, *.measured", "storage", "memory"));
        StreamSettings lab = plan.streams().get(4);
        assertEquals(List.of("lab.>", "*.measured"), lab.patterns());
        assertEquals(StreamSettings.RECENT_BYTES, lab.maxBytes());
    }

    @Test
    void whatIsWrongIsSaidAndTheOthersGoOn() {
        Plan plan = plan(
                Map.of("name", "Lab", "patterns", "lab.>"),
                Map.of("name", "lab"),
                Map.of("name", "lab", "patterns", "lab..x"),
                Map.of("name", "lab", "patterns", "lab.>", "storage", "tape"),
                Map.of("name", "lab", "patterns", "lab.>", "max.bytes", "100"),
                Map.of("name", "task", "max.events", "-5"),
                Map.of("name", "fine", "patterns", "fine.>"),
                Map.of("name", "fine", "patterns", "other.>"),
                Map.of("enabled", "false"));
        assertEquals(List.of("recent", "module", "system", "task", "fine"), names(plan));
        assertEquals(List.of("fine.>"), plan.streams().get(4).patterns());
        List<String> problems = plan.problems();
        assertEquals(8, problems.size(), problems::toString);
        assertTrue(problems.get(0).contains("name is \"Lab\"; give up to 32"), problems.get(0));
        assertTrue(problems.get(1).contains("patterns is \"\""), problems.get(1));
        assertTrue(problems.get(2).contains("lab..x has an empty token"), problems.get(2));
        assertTrue(problems.get(3).contains("storage is \"tape\"; give memory or disk"), problems.get(3));
        assertTrue(problems.get(4).contains("max.bytes is \"100\"; give at least 1048576"), problems.get(4));
        assertTrue(problems.get(5).contains("max.events is \"-5\""), problems.get(5));
        assertTrue(problems.get(5).contains("the default stream of this name is kept"), problems.get(5));
        assertTrue(problems.get(6).contains("configured twice"), problems.get(6));
        List<Finding> findings = StreamsCheck.findings(List.of(), problems);
        assertEquals(8, findings.size());
        assertEquals(Finding.Level.WARN, findings.get(0).level());
    }
}
