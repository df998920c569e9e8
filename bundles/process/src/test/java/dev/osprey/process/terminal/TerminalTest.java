package dev.osprey.process.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.osprey.process.Limits;
import dev.osprey.process.ProcessExit;
import dev.osprey.process.Sandbox;
import dev.osprey.process.SpawnException;
import dev.osprey.process.TerminalSize;
import dev.osprey.process.table.Await;
import dev.osprey.process.table.RealProcesses;
import dev.osprey.terminal.Terminal;
import dev.osprey.terminal.Terminal.OnTimeout;
import dev.osprey.terminal.Terminal.Result;
import dev.osprey.terminal.Terminal.Shown;
import dev.osprey.terminal.TerminalSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real shells on real terminals. */
class TerminalTest implements TerminalTable.Observer {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir
    Path home;

    private final List<String> happened = new CopyOnWriteArrayList<>();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private RealProcesses real;
    private TerminalTable table;

    @Override
    public void created(Terminal terminal) {
        happened.add("created " + terminal.id());
    }

    @Override
    public void ended(Terminal terminal, ProcessExit exit) {
        happened.add("ended " + terminal.id() + " " + exit.code());
    }

    @BeforeEach
    void open() throws Exception {
        Files.createDirectory(home.resolve("run"));
        real = new RealProcesses(home);
        assumeTrue(real.processes().support().by("pty").equals("pty"), "there are no terminals here");
        Clock clock = new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now.get();
            }
        };
        table = new TerminalTable(real.processes(), this, clock);
    }

    @AfterEach
    void close() {
        real.close();
    }

    private TerminalSpec spec(String... shell) {
        return new TerminalSpec(
                "test", "tester", List.of(shell), home, Map.of(), TerminalSize.USUAL, 1 << 20, Limits.NONE, null);
    }

    private static String[] shell(String name) {
        return name.equals("bash") ? new String[0] : new String[] {"/bin/sh", "-i"};
    }

    private static Result exec(Terminal terminal, String command) throws InterruptedException {
        return terminal.exec(command, LONG, OnTimeout.INTERRUPT);
    }

    private static String all(Terminal terminal) throws InterruptedException {
        Shown shown = terminal.read(0, Duration.ZERO, 4 << 20);
        return new String(shown.bytes(), StandardCharsets.UTF_8);
    }

    private static void type(Terminal terminal, String text) {
        terminal.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The name of the program that leads the foreground job. */
    private static String foreground(Terminal terminal) {
        try {
            String stat = Files.readString(Path.of("/proc/" + terminal.process().pid() + "/stat"));
            String leader = stat.substring(stat.lastIndexOf(')') + 2).split(" ")[5];
            return Files.readString(Path.of("/proc/" + leader + "/comm")).strip();
        } catch (java.io.IOException e) {
            return "";
        }
    }

    private static void awaitShown(Terminal terminal, String text) {
        Await.until("it shows " + text, () -> {
            try {
                return all(terminal).contains(text);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "sh"})
    void outputAndExitCodeAreThoseOfTheCommand(String name) throws Exception {
        Terminal terminal = table.create(spec(shell(name)));
        assertEquals(new Result("hello\r\n", 0, false, home.toString(), false), exec(terminal, "echo hello"));
        assertEquals(3, exec(terminal, "(exit 3)").exitCode());
        assertEquals("", exec(terminal, "true").output());
        assertEquals("no end", exec(terminal, "printf 'no end'").output());
        assertEquals(127, exec(terminal, "no-such-program").exitCode());
        assertFalse(terminal.busy());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "sh"})
    void folderAndVariablesPersist(String name) throws Exception {
        Path inner = Files.createDirectory(home.resolve("in ner"));
        Terminal terminal = table.create(spec(shell(name)));
        assertEquals(inner.toString(), exec(terminal, "cd 'in ner'; A='x  y'").folder());
        assertEquals(inner + "\r\nx  y\r\n", exec(terminal, "pwd; echo \"$A\"").output());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "sh"})
    void aCommandMayHoldAnything(String name) throws Exception {
        Terminal terminal = table.create(spec(shell(name)));
        assertEquals(
                "a\r\n\tb ! % \\ ' \" Ünïcode €\r\n",
                exec(terminal, "echo a\ncat <<'E'\n\tb ! % \\ ' \" Ünïcode €\nE\n# done")
                        .output());
        assertNotEquals(0, exec(terminal, "echo \"never closed").exitCode());
        assertEquals("fine\r\n", exec(terminal, "echo fine").output());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "sh"})
    void aCommandThatTakesTooLongIsInterrupted(String name) throws Exception {
        Terminal terminal = table.create(spec(shell(name)));
        Result result = terminal.exec("echo begun; sleep 100", SHORT.plusMillis(700), OnTimeout.INTERRUPT);
        assertTrue(result.timedOut());
        assertEquals(130, result.exitCode());
        assertTrue(result.output().startsWith("begun\r\n"), result.output());
        assertEquals("next\r\n", exec(terminal, "echo next").output());
    }

    @Test
    void aCommandThatIgnoresTheInterruptIsKilled() throws Exception {
        Terminal terminal = table.create(spec());
        Result result = terminal.exec("sh -c 'trap \"\" INT; while :; do sleep 1; done'", SHORT, OnTimeout.INTERRUPT);
        assertTrue(result.timedOut());
        assertEquals(137, result.exitCode());
        assertEquals("next\r\n", exec(terminal, "echo next").output());
    }

    @Test
    void aCommandThatIsLeftMakesTheTerminalBusyUntilItEnds() throws Exception {
        Terminal terminal = table.create(spec());
        Path go = home.resolve("go");
        Result result = terminal.exec("while [ ! -e go ]; do sleep 0.01; done", SHORT, OnTimeout.LEAVE);
        assertEquals(new Result("", null, true, null, false), result);
        assertTrue(terminal.busy());
        assertThrows(IllegalStateException.class, () -> exec(terminal, "echo no"));
        Files.createFile(go);
        Await.until("it ends", () -> !terminal.busy());
        assertEquals("yes\r\n", exec(terminal, "echo yes").output());
    }

    @Test
    void theWholeTerminalIsKilledIfThatIsWished() throws Exception {
        Terminal terminal = table.create(spec());
        Result result = terminal.exec("sleep 100", SHORT, OnTimeout.KILL);
        assertTrue(result.timedOut());
        Await.until("it has ended", () -> !terminal.process().alive());
        Await.until(
                "it is told",
                () -> happened.contains(
                        "ended t1 " + terminal.process().ended().orElseThrow().code()));
        assertThrows(IllegalStateException.class, () -> exec(terminal, "true"));
        assertTrue(terminal.read(Long.MAX_VALUE, Duration.ZERO, 10).ended());
    }

    @Test
    void theShellsEndIsTheCommandsEnd() throws Exception {
        Terminal terminal = table.create(spec());
        Result result = exec(terminal, "echo bye; exit 5");
        assertTrue(result.output().startsWith("bye\r\n"), result.output());
        assertEquals(5, result.exitCode());
        assertFalse(result.timedOut());
    }

    @Test
    void jobsCanBeStoppedAndContinued() throws Exception {
        Terminal terminal = table.create(spec());
        exec(terminal, "true");
        type(terminal, "sleep 1000\r");
        Await.until("it has the terminal", () -> foreground(terminal).equals("sleep"));
        type(terminal, "\032");
        awaitShown(terminal, "Stopped");
        assertTrue(exec(terminal, "jobs").output().contains("sleep 1000"));
        type(terminal, "fg\r");
        awaitShown(terminal, "fg\r\nsleep 1000\r\n");
        type(terminal, "\003");
        assertEquals("130\r\n", exec(terminal, "echo $?").output());
    }

    @Test
    void aProgramOnTheTerminalSeesItsSizeAndEachNewOne() throws Exception {
        Terminal terminal = table.create(spec());
        assertEquals("24 80\r\n", exec(terminal, "stty size").output());
        exec(terminal, "trap 'echo resized' WINCH");
        terminal.resize(new TerminalSize(50, 132));
        assertEquals(new TerminalSize(50, 132), terminal.size());
        assertTrue(exec(terminal, "stty size").output().endsWith("50 132\r\n"));
        assertTrue(all(terminal).contains("resized"));
    }

    @Test
    void whatWasShownIsReadByOffsetAndLossIsTold() throws Exception {
        TerminalSpec small = new TerminalSpec(
                "test", "tester", List.of(), home, Map.of(), TerminalSize.USUAL, 1000, Limits.NONE, null);
        Terminal terminal = table.create(small);
        exec(terminal, "seq 1 1000");
        Shown shown = terminal.read(0, Duration.ZERO, 400);
        assertEquals(shown.from(), shown.lost());
        assertEquals(400, shown.bytes().length);
        Shown rest = terminal.read(shown.next(), Duration.ZERO, 4000);
        assertEquals(600, rest.bytes().length);
        assertEquals(0, rest.lost());
        assertEquals(0, terminal.read(rest.next(), Duration.ofMillis(50), 10).bytes().length);
        type(terminal, "x");
        assertEquals("x", new String(terminal.read(rest.next(), LONG, 10).bytes(), StandardCharsets.UTF_8));
    }

    @Test
    void tenMegabytesPassAndTheEndOfThemIsKept() throws Exception {
        Terminal terminal = table.create(spec());
        Result result = exec(terminal, "head -c 7500000 /dev/zero | base64 -w 99; echo end");
        assertTrue(result.truncated());
        assertTrue(result.output().endsWith("A\r\nend\r\n"), result.output().length() + "");
        assertEquals(0, result.exitCode());
        assertTrue(terminal.read(0, Duration.ZERO, 1).lost() > 9_000_000);
    }

    @Test
    void binaryGarbageNeitherBreaksNorEndsACommand() throws Exception {
        Terminal terminal = table.create(spec());
        Result result = exec(terminal, "head -c 200000 /dev/urandom; printf '\\033]7733;'; stty sane");
        assertEquals(0, result.exitCode());
        assertEquals("fine\r\n", exec(terminal, "echo fine").output());
    }

    @Test
    void aChangedPromptStillMarks() throws Exception {
        Terminal terminal = table.create(spec());
        exec(terminal, "PS1='(venv) '");
        assertEquals("fine\r\n", exec(terminal, "echo fine").output());
        assertTrue(all(terminal).contains("(venv) "));
    }

    @Test
    void noMarkIsShownAndNoneIsHandedOn() throws Exception {
        Terminal terminal = table.create(spec());
        assertEquals(1, exec(terminal, "env | grep -e 7733 -e PROMPT_COMMAND").exitCode());
        assertFalse(all(terminal).contains("\033]7733"));
    }

    @Test
    void whatSomebodyBeganToTypeIsNotRun() throws Exception {
        Terminal terminal = table.create(spec());
        exec(terminal, "true");
        type(terminal, "echo half ");
        awaitShown(terminal, "echo half");
        assertEquals("whole\r\n", exec(terminal, "echo whole").output());
    }

    @Test
    void whileAProgramIsInFrontNothingIsTypedIntoIt() throws Exception {
        Terminal terminal = table.create(spec());
        exec(terminal, "true");
        type(terminal, "cat\r");
        Await.until("it has the terminal", () -> foreground(terminal).equals("cat"));
        IllegalStateException refused =
                assertThrows(IllegalStateException.class, () -> terminal.exec("ls", SHORT, OnTimeout.INTERRUPT));
        assertTrue(refused.getMessage().contains("not at its prompt"), refused.getMessage());
    }

    @Test
    void otherProgramsAreTypedToButNotExecutedIn() throws Exception {
        Terminal terminal = table.create(spec("/bin/cat"));
        type(terminal, "hello\r");
        awaitShown(terminal, "hello\r\nhello\r\n");
        assertThrows(IllegalStateException.class, () -> exec(terminal, "ls"));
        type(terminal, "\004");
        assertEquals(
                0,
                terminal.process()
                        .exit()
                        .toCompletableFuture()
                        .get(20, TimeUnit.SECONDS)
                        .code());
    }

    @Test
    void aSandboxedShellIsAShell() throws Exception {
        assumeTrue(real.processes().support().by("sandbox").equals("bwrap"), "there is no bubblewrap");
        Sandbox sandbox = new Sandbox(List.of(), List.of(home), List.of(), Sandbox.Network.NONE, true);
        TerminalSpec boxed = new TerminalSpec(
                "test", "tester", List.of(), home, Map.of(), TerminalSize.USUAL, 1 << 16, Limits.NONE, sandbox);
        Terminal terminal = table.create(boxed);
        assertEquals("inside\r\n", exec(terminal, "echo inside").output());
        assertEquals(
                "no\r\n",
                exec(terminal, "echo x 2>/dev/null >/usr/x || echo no").output());
        Result result = terminal.exec("sleep 100", SHORT.plusMillis(700), OnTimeout.INTERRUPT);
        assertEquals(130, result.exitCode());
    }

    @Test
    void atMostSoManyAndEndedOnesAreForgottenAfterAWhile() throws Exception {
        List<Terminal> terminals = new ArrayList<>();
        for (int i = 0; i < TerminalTable.MOST; i++) {
            terminals.add(table.create(spec("/bin/cat")));
        }
        SpawnException refused = assertThrows(SpawnException.class, () -> table.create(spec("/bin/cat")));
        assertEquals(SpawnException.Reason.TOO_MANY, refused.reason());
        assertEquals(0, terminals.get(0).kill().survivors());
        Await.until("it has ended", () -> happened.stream().anyMatch(one -> one.startsWith("ended t1 ")));
        assertEquals(TerminalTable.MOST, table.list().size());
        Terminal next = table.create(spec("/bin/cat"));
        now.set(now.get().plus(Duration.ofMinutes(11)));
        assertTrue(table.find("t1").isEmpty());
        assertEquals(next, table.find(next.id()).orElseThrow());
    }

    @Test
    void killEndsTheShellAndItsJobs() throws Exception {
        Terminal terminal = table.create(spec());
        exec(terminal, "nohup sleep 1000 >/dev/null 2>&1 & sleep 0");
        Await.until("both run", () -> terminal.process().members().size() > 1);
        assertEquals(0, terminal.kill().survivors());
        assertEquals(List.of(), terminal.process().members());
    }
}
