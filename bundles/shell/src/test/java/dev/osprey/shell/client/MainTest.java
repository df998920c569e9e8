package dev.osprey.shell.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.command.AbstractCommandSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client against a real SSH server. */
class MainTest {

    private static final String TOKEN = "5f".repeat(32);

    @TempDir
    private Path home;

    private final SshServer server = SshServer.setUpDefaultServer();
    private final List<String> passwords = new CopyOnWriteArrayList<>();
    private final List<String> users = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void start() throws Exception {
        KeyPair key = key();
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(key));
        server.setPasswordAuthenticator((user, password, session) -> {
            users.add(user);
            passwords.add(password);
            return password.equals(TOKEN);
        });
        server.setCommandFactory((channel, line) -> new Echo(line));
        server.start();
        Files.createDirectories(home.resolve("run"));
        Files.createDirectories(home.resolve("secrets"));
        Files.writeString(home.resolve("secrets/admin.token"), TOKEN + "\n");
        writeKey(key);
        endpoints("\"ssh\": \"127.0.0.1:" + server.getPort() + "\"");
    }

    @AfterEach
    void stop() throws IOException {
        server.stop(true);
    }

    @Test
    void oneCommandPassesOutputErrorsAndStatusOn() {
        assertEquals(7, run("exit", "7"));
        assertEquals("out: exit 7\n", out.toString(StandardCharsets.UTF_8));
        assertEquals("err: exit 7\n", err.toString(StandardCharsets.UTF_8));
        assertEquals(List.of("admin"), users);
    }

    @Test
    void withoutACommandStandardInputIsRun() {
        assertEquals(0, runWith("registry:list\ntool:list\n"));
        assertEquals("out: registry:list\ntool:list\n", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void withoutAnyCommandTheUsageIsTold() {
        assertEquals(Main.USAGE, runWith(""));
        assertEquals(Main.USAGE, run("--colour", "x"));
        assertEquals(Main.USAGE, run("--user"));
        assertTrue(errors().contains(ClientOptions.USAGE), errors());
        assertTrue(users.isEmpty());
    }

    @Test
    void anotherUserHasATokenFileOfTheirOwn() throws IOException {
        Files.writeString(home.resolve("secrets/vera.token"), TOKEN);
        assertEquals(0, run("--user", "vera", "x"));
        Path elsewhere = Files.writeString(home.resolve("olga"), TOKEN);
        assertEquals(0, run("--user", "olga", "--token-file", elsewhere.toString(), "--", "--x"));
        assertEquals(List.of("vera", "olga"), users);
    }

    @Test
    void aWrongTokenIsToldWithTheRemedy() throws IOException {
        Files.writeString(home.resolve("secrets/admin.token"), "wrong");
        assertEquals(Main.UNREACHABLE, run("x"));
        assertTrue(errors().contains("osprey token"), errors());
    }

    @Test
    void theTokenIsNotSentToAStranger() throws Exception {
        writeKey(key());
        assertEquals(Main.UNREACHABLE, run("x"));
        assertTrue(errors().contains("its key is another"), errors());
        assertTrue(passwords.isEmpty());
    }

    @Test
    void aServerWhoseKeyIsUnknownIsNotTrusted() throws IOException {
        Files.delete(home.resolve("secrets/ssh_host.key.pub"));
        assertEquals(Main.UNREACHABLE, run("x"));
        assertTrue(errors().contains("ssh_host.key.pub"), errors());
        assertTrue(passwords.isEmpty());
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        Files.delete(home.resolve("secrets/admin.token"));
        assertEquals(Main.UNREACHABLE, run("x"));
        assertTrue(errors().contains("admin.token"), errors());
        endpoints("\"http\": \"http://127.0.0.1:1\"");
        assertEquals(Main.UNREACHABLE, run("x"));
        assertTrue(errors().contains("names no SSH address"), errors());
        Files.delete(home.resolve("run/endpoints.json"));
        assertEquals(Main.UNREACHABLE, run("x"));
        assertTrue(errors().contains("osprey start"), errors());
    }

    @Test
    void aServerThatIsGoneIsTold() throws IOException {
        server.stop(true);
        assertEquals(Main.UNREACHABLE, run("x"));
        assertTrue(errors().contains("osprey status"), errors());
    }

    private int run(String... words) {
        return run(List.of(words), "");
    }

    private int runWith(String input) {
        return run(List.of(), input);
    }

    private int run(List<String> words, String input) {
        List<String> arguments = new java.util.ArrayList<>(List.of("--home", home.toString()));
        arguments.addAll(words);
        return Main.run(
                arguments,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private void endpoints(String content) throws IOException {
        Files.writeString(home.resolve("run/endpoints.json"), "{\"pid\": 1, " + content + "}");
    }

    private void writeKey(KeyPair key) throws IOException {
        String encoded = Base64.getMimeEncoder().encodeToString(key.getPublic().getEncoded());
        Files.writeString(
                home.resolve("secrets/ssh_host.key.pub"),
                "-----BEGIN PUBLIC KEY-----\n" + encoded + "\n-----END PUBLIC KEY-----\n");
    }

    private static KeyPair key() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }

    /** Says on both streams what it was asked; {@code exit N} ends with that status. */
    private static final class Echo extends AbstractCommandSupport {

        Echo(String line) {
            super(line, null);
        }

        @Override
        public void run() {
            try {
                getOutputStream().write(("out: " + getCommand() + "\n").getBytes(StandardCharsets.UTF_8));
                getErrorStream().write(("err: " + getCommand() + "\n").getBytes(StandardCharsets.UTF_8));
                getOutputStream().flush();
                getErrorStream().flush();
                onExit(
                        getCommand().startsWith("exit ")
                                ? Integer.parseInt(getCommand().substring(5))
                                : 0);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
