package dev.osprey.shell.command;

import dev.osprey.access.AccessControl;
import dev.osprey.access.AccessDeniedException;
import dev.osprey.access.AuditLog;
import dev.osprey.access.Grant;
import dev.osprey.access.Permission;
import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.access.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A person at a shell, with services in memory: runs a command's work and keeps what it wrote. */
final class Desk {

    final Map<Class<?>, Object> services = new HashMap<>();
    final List<String> asked = new ArrayList<>();
    final List<String> audited = new ArrayList<>();
    final Set<Permission> denied = new LinkedHashSet<>();
    final Set<Grant> grants = new LinkedHashSet<>();
    boolean foundBad;
    Screen screen = Screen.NONE;
    private final Principal caller = new Principal("vera", Role.OPERATOR, "run-1");
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    Desk() {
        services.put(AccessControl.class, new Access());
        services.put(AuditLog.class, (AuditLog) (principal, door, action, resource, outcome) ->
                audited.add(principal.name() + " " + door + " " + action + " " + resource + " " + outcome));
    }

    <T> Desk with(Class<T> type, T service) {
        services.put(type, service);
        return this;
    }

    /** What the command wrote for people. */
    String people(OspreyCommand command, String... words) {
        return run(command, false, words);
    }

    /** What the command wrote for programs, parsed. */
    Object programs(OspreyCommand command, String... words) {
        return Json.read(run(command, true, words));
    }

    /** The documents that the command wrote for programs, one a line. */
    List<Map<String, Object>> documents(OspreyCommand command, String... words) {
        return run(command, true, words)
                .lines()
                .map(Json::read)
                .map(Values::map)
                .toList();
    }

    private String run(OspreyCommand command, boolean json, String... words) {
        out.reset();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        Output output = new Output(stream, errors, stream, json, screen);
        Door door = new Door(caller, new Held(), output);
        command.run(door, List.of(words));
        foundBad = door.foundBad();
        return out.toString(StandardCharsets.UTF_8);
    }

    String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private final class Held implements Services {
        @Override
        public <T> T get(Class<T> type) {
            return type.cast(services.get(type));
        }
    }

    private final class Access implements AccessControl {

        @Override
        public Verdict verdict(Principal principal, Permission permission, String resource) {
            return new Verdict(!denied.contains(permission), principal.name() + " may not.", "Ask an admin.");
        }

        @Override
        public void check(Principal principal, Permission permission, String resource) {
            asked.add(permission.key() + " " + resource);
            Verdict verdict = verdict(principal, permission, resource);
            if (!verdict.allowed()) {
                throw new AccessDeniedException(verdict);
            }
        }

        @Override
        public long epoch() {
            return 0;
        }

        @Override
        public void grant(String principal, Permission permission, String resourceGlob) {
            grants.add(new Grant(principal, permission, resourceGlob));
        }

        @Override
        public boolean revoke(String principal, Permission permission, String resourceGlob) {
            return grants.remove(new Grant(principal, permission, resourceGlob));
        }

        @Override
        public List<Grant> grants() {
            return List.copyOf(grants);
        }
    }
}
