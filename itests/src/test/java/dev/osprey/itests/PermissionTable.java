package dev.osprey.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the pages for people say about who may do what, so that the running system can be held to it. */
final class PermissionTable {

    private static final List<String> RANKS = List.of("viewer", "operator", "admin");
    private static final Pattern COMMAND = Pattern.compile("`([a-z]+:[a-z-]+)[^`]*`");

    /** Permission to what each role has of it: viewer, operator, admin, module. */
    private final Map<String, List<String>> permissions = new LinkedHashMap<>();
    /** Command to the least role. */
    private final Map<String, String> commands = new LinkedHashMap<>();

    static PermissionTable read() {
        Path docs = Path.of(System.getProperty("osprey.root")).resolve("docs");
        try {
            PermissionTable table = new PermissionTable();
            Files.readAllLines(docs.resolve("access.md")).forEach(table::permission);
            Files.readAllLines(docs.resolve("shell.md")).forEach(table::command);
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void permission(String line) {
        List<String> cells = cells(line);
        if (cells.size() >= 5
                && cells.get(0).matches("`[a-z.]+`")
                && cells.get(1).matches("yes|no")) {
            permissions.put(cells.get(0).replace("`", ""), cells.subList(1, 5));
        }
    }

    private void command(String line) {
        List<String> cells = cells(line);
        if (cells.size() == 4 && cells.get(2).matches("(viewer|operator|admin)(, and .*)?")) {
            String least = cells.get(2).replaceFirst(",.*", "");
            Matcher names = COMMAND.matcher(cells.get(0));
            while (names.find()) {
                commands.put(names.group(1), least);
            }
        }
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        if (line.startsWith("|")) {
            for (String cell : line.substring(1).split("(?<!\\\\)\\|", -1)) {
                cells.add(cell.trim());
            }
            cells.remove(cells.size() - 1);
        }
        return cells;
    }

    boolean knows(String permission) {
        return permissions.containsKey(permission);
    }

    /** Whether a role has a permission without a grant, on a resource that is not its own. */
    boolean allows(String permission, String role) {
        List<String> roles = permissions.get(permission);
        String says = role.equals("module") ? roles.get(3) : roles.get(RANKS.indexOf(role));
        return says.equals("yes");
    }

    Set<String> commands() {
        return new TreeSet<>(commands.keySet());
    }

    Set<String> commandsFor(String role) {
        Set<String> open = new TreeSet<>();
        commands.forEach((command, least) -> {
            if (reaches(role, least)) {
                open.add(command);
            }
        });
        return open;
    }

    /** Whether a role of people is at least another. */
    static boolean reaches(String role, String least) {
        return RANKS.indexOf(role) >= RANKS.indexOf(least);
    }
}
