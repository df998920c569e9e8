package dev.osprey.process.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.process.ProcessSpec;
import dev.osprey.process.SpawnException;
import dev.osprey.process.host.StagePart;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageTest {

    private static final String EVIL = "$(id); `id` 'x' \"y\" ; exit 9";

    @TempDir
    Path folder;

    private String run(List<StagePart> parts, Map<String, String> environment, String... argv) throws Exception {
        ProcessSpec spec = new ProcessSpec("test", "tester", List.of(argv), folder, environment);
        Command command = Command.of(spec, "mark", Map.of("PATH", "/usr/bin:/bin"));
        ProcessBuilder builder =
                new ProcessBuilder(new Stage().argv(parts, List.of(), command)).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(command.environment());
        builder.directory(folder.toFile());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() + " " + output;
    }

    @Test
    void partsSeeTheirOwnValuesAndNothingIsReadByTheShell() throws Exception {
        List<StagePart> parts = List.of(
                new StagePart("echo \"1 $1 $2\"", List.of("a", EVIL)),
                new StagePart("echo 2", List.of()),
                new StagePart("echo \"3 $1\"", List.of("b c")));
        assertEquals(
                "0 1 a " + EVIL + "\n2\n3 b c\n" + EVIL + "|-n\n",
                run(parts, Map.of(), "printf", "%s|%s\n", EVIL, "-n"));
    }

    @Test
    void aPartThatCannotDoItsWorkKeepsTheProgramFromRunning() throws Exception {
        StagePart part =
                new StagePart("{ echo 0 >\"$1\"; } 2>/dev/null || { echo no; exit 125; }", List.of("/no/such/group"));
        assertEquals("125 no\n", run(List.of(part), Map.of(), "echo", "ran"));
    }

    @Test
    void theShellAddsNothingToTheEnvironmentAndHidesNothingOfIt() throws Exception {
        Map<String, String> environment = Map.of("a.b", "1 2", "MINE", "x\ny", "B-C", "");
        String output = run(List.of(new StagePart(":", List.of())), environment, "env", "-0");
        assertEquals(
                List.of("B-C=", "MINE=x\ny", "OSPREY_SPAWN_ID=mark", "PATH=/usr/bin:/bin", "a.b=1 2"),
                List.of(output.substring(2).split("\0")).stream().sorted().toList());
        assertTrue(run(List.of(new StagePart(":", List.of())), Map.of("PWD", folder.toString()), "env")
                .contains("PWD=" + folder));
    }

    @Test
    void whatNoProgramCouldSeeIsRefused() {
        assertEquals(
                SpawnException.Reason.BAD_ARGUMENT,
                assertThrows(SpawnException.class, () -> run(List.of(), Map.of("a=b", "c"), "env"))
                        .reason());
        assertEquals(
                SpawnException.Reason.BAD_ARGUMENT,
                assertThrows(SpawnException.class, () -> run(List.of(), Map.of(), "echo", "x".repeat(140_000)))
                        .reason());
        assertEquals(
                SpawnException.Reason.NO_FOLDER,
                assertThrows(
                                SpawnException.class,
                                () -> Command.of(
                                        new ProcessSpec("t", "t", List.of("true"), folder.resolve("no"), Map.of()),
                                        "mark",
                                        Map.of()))
                        .reason());
    }
}
