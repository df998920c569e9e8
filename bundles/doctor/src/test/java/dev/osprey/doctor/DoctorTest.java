package dev.osprey.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.system.Check;
import dev.osprey.system.Finding;
import dev.osprey.system.Finding.Level;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {

    private static final NamedCheck WELL = check("a", () -> List.of(new Finding("a.x", Level.OK, "fine", null)));

    private static NamedCheck check(String name, Check check) {
        return new NamedCheck(name, check);
    }

    private static List<String> brief(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.check() + " " + finding.level())
                .toList();
    }

    @Test
    void aCheckThatThrowsOrAnswersNothingFailsAlone() {
        List<Finding> findings = new Doctor(Duration.ofSeconds(20))
                .examine(List.of(
                        WELL,
                        check("b", () -> {
                            throw new IllegalStateException("boom");
                        }),
                        check("c", () -> null),
                        check("d", () -> Arrays.asList((Finding) null)),
                        check("e", () -> {
                            throw new NoClassDefFoundError("gone");
                        }),
                        WELL));
        assertEquals(List.of("a.x OK", "b FAIL", "c FAIL", "d FAIL", "e FAIL", "a.x OK"), brief(findings));
        assertTrue(findings.get(1).found().contains("boom"));
        assertFalse(Doctor.ok(findings));
    }

    @Test
    void aCheckThatHangsFailsAloneAndIsNotAskedTwiceAtOnce() {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        Check hangs = () -> {
            asked.incrementAndGet();
            try {
                release.await();
                return List.of(new Finding("h.x", Level.OK, "at last", null));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        Doctor doctor = new Doctor(Duration.ofMillis(50));
        assertEquals("h FAIL", brief(doctor.examine(List.of(check("h", hangs)))).get(0));
        assertEquals("h FAIL", brief(doctor.examine(List.of(check("h", hangs)))).get(0));
        assertEquals(1, asked.get());
        release.countDown();
        Doctor patient = new Doctor(Duration.ofSeconds(20));
        assertEquals(List.of("h.x OK"), brief(patient.examine(List.of(check("h", hangs)))));
    }

    @Test
    void checksRunSideBySide() {
        CountDownLatch both = new CountDownLatch(2);
        Check waits = () -> {
            both.countDown();
            try {
                both.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return List.of(new Finding("p", Level.OK, "met", null));
        };
        Check other = waits::look;
        assertEquals(
                List.of("p OK", "p OK"),
                brief(new Doctor(Duration.ofSeconds(20)).examine(List.of(check("1", waits), check("2", other)))));
    }

    @Test
    void theReportIsForPeopleOrForPrograms() throws IOException {
        List<Finding> findings = List.of(
                new Finding("a.x", Level.OK, "fine", null), new Finding("b.y", Level.FAIL, "said \"no\"\n", "do it"));
        String text = Report.text(findings);
        assertTrue(text.contains("FAIL     b.y"), text);
        assertTrue(text.contains("-> do it"), text);
        assertTrue(text.endsWith("1 ok, 0 limited, 0 warn, 1 fail" + System.lineSeparator()), text);
        assertEquals(
                "{\"ok\":false,\"items\":[{\"check\":\"a.x\",\"level\":\"ok\",\"found\":\"fine\",\"remedy\":null},"
                        + "{\"check\":\"b.y\",\"level\":\"fail\",\"found\":\"said \\\"no\\\"\\n\",\"remedy\":\"do it\"}]}",
                Report.json(findings).strip());
    }

    @Test
    void theProgramLooksAtThisHost(@TempDir Path folder) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        Map<String, String> environment = Map.of("OSPREY_HOME", folder.toString());
        int status = Main.run(List.of("--json"), environment, out);
        String json = bytes.toString(StandardCharsets.UTF_8);
        assertEquals(json.startsWith("{\"ok\":true"), status == 0);
        assertTrue(json.contains("\"check\":\"host.jdk\",\"level\":\"ok\""), json);
        assertTrue(json.contains(folder.toString()), "it is about the home that was named");
        assertEquals(2, Main.run(List.of("--yaml"), environment, out));
    }
}
