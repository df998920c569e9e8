package dev.osprey.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;

import dev.osprey.access.Credentials;
import dev.osprey.access.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PrivilegedAction;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.inject.Inject;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.junit.Test;
import org.ops4j.pax.exam.util.Filter;

/** Every command of the shell, through SSH, as each role: what a role may not do it cannot even see. */
public class RolesIT extends Container {

    private static final PermissionTable TABLE = PermissionTable.read();
    private static final Set<String> OURS =
            Set.of("registry", "hub", "module", "proc", "device", "host", "skill", "task", "tool", "access", "osprey");

    @Inject
    @Filter(timeout = 60_000)
    private SessionFactory sessions;

    @Inject
    private Credentials credentials;

    /** Karaf's own that are open to everybody: they read no file, start nothing and change nothing but their own session. */
    private static final Set<String> SESSION = Stream.of(
                    "clear", "date", "each", "echo", "if", "keymap", "logout", "printf", "setopt", "sleep", "unsetopt")
            .map("shell:"::concat)
            .collect(Collectors.toSet());

    private record Answer(int status, String out) {}

    @Test
    public void everyCommandAsViewer() throws IOException {
        everyCommand("vera", credentials.issue("vera", Role.VIEWER), TABLE.commandsFor("viewer"));
    }

    @Test
    public void everyCommandAsOperator() throws IOException {
        everyCommand("otto", credentials.issue("otto", Role.OPERATOR), TABLE.commandsFor("operator"));
    }

    @Test
    public void adminMayUseOursAndKarafs() throws IOException {
        Set<String> some = plus(TABLE.commandsFor("admin"), "shell:cat", "bundle:list", "feature:install");
        Set<String> unknown = new TreeSet<>(some);
        unknown.removeAll(commands());
        assertEquals("commands that do not exist", Set.of(), unknown);
        try (Client client = new Client("admin", osprey.token)) {
            for (String command : some) {
                Answer answer = client.run(command + " --help");
                assertEquals(command, 0, answer.status());
            }
        }
    }

    @Test
    public void everyCommandOfOursStandsInTheTable() {
        Set<String> ours = commands().stream()
                .filter(command -> OURS.contains(command.substring(0, command.indexOf(':'))))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(TABLE.commands(), ours);
    }

    @Test
    public void viewerMayCallWhatReadsAndNothingElse() throws IOException {
        String token = credentials.issue("vito", Role.VIEWER);
        assertEquals(0, run("vito", token, "tool:call host.info").status());
        assertNotEquals(
                0,
                run("vito", token, "tool:call process.spawn '{\"argv\":[\"true\"]}'")
                        .status());
        assertNotEquals(
                0,
                run("vito", token, "shell:cat " + osprey.home.resolve("secrets/admin.token"))
                        .status());
        assertEquals(
                403,
                osprey.post("/api/v1/tools/process.spawn", token, "{\"argv\":[\"true\"]}")
                        .statusCode());
        assertEquals(403, osprey.get("/system/console/bundles", token).statusCode());
        for (Role role : new Role[] {Role.VIEWER, Role.OPERATOR}) {
            String other = credentials.issue("web-" + role.name().toLowerCase(), role);
            assertEquals(
                    role.name(),
                    403,
                    osprey.post("/system/console/bundles/0?action=stop", other, "")
                            .statusCode());
        }
        assertEquals(403, osprey.post("/tokens", token, "{}").statusCode());
    }

    @Test
    public void operatorMayNotReachTheAdministratorsTokenThroughAProgram() throws IOException {
        String token = credentials.issue("olaf", Role.OPERATOR);
        assertEquals(
                403,
                osprey.post(
                                "/api/v1/tools/process.spawn",
                                token,
                                "{\"argv\":[\"cat\",\"secrets/admin.token\"],\"wait\":true}")
                        .statusCode());
    }

    @Test
    public void failureAndUnknownCommandHaveAnExitStatus() throws IOException {
        assertEquals(0, run("admin", osprey.token, "registry:list").status());
        assertNotEquals(
                0, run("admin", osprey.token, "registry:get no.such.path").status());
        assertNotEquals(0, run("admin", osprey.token, "no:such").status());
    }

    @Test
    public void wrongTokenUnknownUserAndModulesDoNotGetIn() {
        for (String[] who : new String[][] {
            {"admin", "0".repeat(64)},
            {"karaf", "karaf"},
            {"vera2", osprey.token},
            {"m1", credentials.issue("m1", Role.MODULE)}
        }) {
            boolean in;
            try {
                run(who[0], who[1], "registry:list");
                in = true;
            } catch (IOException expected) {
                in = false;
            }
            assertEquals(who[0], false, in);
        }
    }

    private void everyCommand(String user, String token, Set<String> allowed) throws IOException {
        Set<String> open = new TreeSet<>();
        try (Client client = new Client(user, token)) {
            for (String command : commands()) {
                Answer answer = client.run(command + " --help");
                boolean may = !answer.out().contains("Command not found")
                        && !answer.out().contains("Insufficient");
                if (may) {
                    open.add(command);
                } else {
                    assertNotEquals(user + " " + command, 0, answer.status());
                }
            }
        }
        Set<String> expected = new TreeSet<>(allowed);
        expected.addAll(SESSION);
        assertEquals(user, expected, open);
    }

    private Set<String> commands() {
        // The registry shows a caller what he may see.
        Subject admin = new Subject();
        for (String role : new String[] {"admin", "operator", "viewer", "manager", "systembundles", "ssh"}) {
            admin.getPrincipals().add(new RolePrincipal(role));
        }
        return Subject.doAs(admin, (PrivilegedAction<Set<String>>) () -> sessions.getRegistry().getCommands().stream()
                .filter(c -> !c.getScope().equals("*"))
                .map(c -> c.getScope() + ":" + c.getName())
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    private Answer run(String user, String token, String command) throws IOException {
        try (Client client = new Client(user, token)) {
            return client.run(command);
        }
    }

    private static Set<String> plus(Set<String> base, String... more) {
        Set<String> result = new TreeSet<>(base);
        result.addAll(List.of(more));
        return result;
    }

    /** Karaf closes the connection after each command, so each has one of its own. */
    private final class Client implements AutoCloseable {

        private final SshClient ssh = SshClient.setUpDefaultClient();
        private final String user;
        private final String token;

        Client(String user, String token) {
            this.user = user;
            this.token = token;
            ssh.setServerKeyVerifier((s, remote, key) -> true);
            ssh.start();
        }

        Answer run(String command) throws IOException {
            String[] address = osprey.endpoints.get("ssh").asText().split(":");
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (ClientSession session = ssh.connect(user, address[0], Integer.parseInt(address[1]))
                    .verify(Duration.ofSeconds(20))
                    .getSession()) {
                session.addPasswordIdentity(token);
                session.auth().verify(Duration.ofSeconds(20));
                try (ChannelExec channel = session.createExecChannel(command)) {
                    channel.setOut(out);
                    channel.setErr(out);
                    channel.open().verify(Duration.ofSeconds(20));
                    channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), Duration.ofSeconds(30));
                    Integer status = channel.getExitStatus();
                    return new Answer(status == null ? -1 : status, out.toString(StandardCharsets.UTF_8));
                }
            }
        }

        @Override
        public void close() {
            ssh.stop();
        }
    }
}
