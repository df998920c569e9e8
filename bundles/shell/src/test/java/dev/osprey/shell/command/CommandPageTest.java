package dev.osprey.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.karaf.shell.api.action.Command;
import org.junit.jupiter.api.Test;

/** Every command of the bundle against the page that describes it and the files that say whose it is. */
class CommandPageTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Path ETC = ROOT.resolve("karaf-assembly/src/main/resources/etc");
    private static final Pattern NAME = Pattern.compile("`([a-z]+:[a-z]+)");

    /** They change something, or follow it by themselves. */
    private static final Set<String> NOT_WATCHED = Set.of(
            "registry:watch",
            "hub:tail",
            "hub:publish",
            "module:logs",
            "module:start",
            "module:stop",
            "module:restart",
            "module:state",
            "module:rescan",
            "proc:spawn",
            "proc:kill",
            "proc:pause",
            "proc:resume",
            "proc:top",
            "tool:call",
            "access:token",
            "access:grant",
            "access:revoke");

    private final Map<String, Class<?>> commands = commands();

    @Test
    void thePageNamesEveryCommandAndItsRole() throws IOException {
        Map<String, String> page = new TreeMap<>();
        for (String line : section("| command | does |")) {
            String[] cells = line.replace("\\|", "/").split("\\|");
            Matcher name = NAME.matcher(cells[1]);
            while (name.find()) {
                page.put(name.group(1), cells[3].strip().split(",")[0]);
            }
        }
        Map<String, String> files = new TreeMap<>();
        for (String command : commands.keySet()) {
            files.put(command, role(command));
        }
        assertEquals(files, page);
    }

    @Test
    void theFilesNameNoCommandThatIsNotThere() throws IOException {
        for (String scope : scopes()) {
            Set<String> named = new TreeSet<>(acl(scope).stringPropertyNames());
            named.remove("*");
            named.removeIf(name -> acl(scope).getProperty(name).equals("admin"));
            named.removeIf(name -> commands.containsKey(scope + ":" + name));
            assertEquals(Set.of(), named, scope);
            assertEquals("admin", acl(scope).getProperty("*"), scope);
        }
    }

    @Test
    void thePageSaysWhatEveryCommandPrintsForPrograms() throws IOException {
        Set<String> page = new TreeSet<>();
        for (String line : section("| command | document |")) {
            String scope = "";
            Matcher name = Pattern.compile("`([a-z]+:)?([a-z]+)`").matcher(line);
            while (name.find()) {
                scope = name.group(1) == null ? scope : name.group(1);
                page.add(scope + name.group(2));
            }
        }
        Set<String> missing = new TreeSet<>(commands.keySet());
        missing.removeAll(page);
        assertEquals(Set.of(), missing);
    }

    @Test
    void whatShowsCanBeWatchedAndWhatChangesCannot() throws IOException {
        Set<String> expected = new TreeSet<>(commands.keySet());
        expected.removeAll(NOT_WATCHED);
        Set<String> watched = commands.entrySet().stream()
                .filter(each -> ShowCommand.class.isAssignableFrom(each.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(expected, watched);
        Set<String> page = new TreeSet<>();
        String paragraph = Files.readString(ROOT.resolve("docs/shell.md"));
        paragraph = paragraph.substring(paragraph.indexOf("These take it:"));
        Matcher name = NAME.matcher(paragraph.substring(0, paragraph.indexOf("\n\n")));
        while (name.find()) {
            page.add(name.group(1));
        }
        assertEquals(watched, page);
    }

    private static Iterable<String> section(String head) throws IOException {
        String[] lines = Files.readString(ROOT.resolve("docs/shell.md")).split("\n");
        int at = 0;
        while (!lines[at].startsWith(head)) {
            at++;
        }
        int end = at + 2;
        while (lines[end].startsWith("|")) {
            end++;
        }
        return Arrays.asList(lines).subList(at + 2, end);
    }

    private String role(String command) {
        String[] parts = command.split(":");
        Properties acl = acl(parts[0]);
        return acl.getProperty(parts[1], acl.getProperty("*"));
    }

    private Set<String> scopes() {
        return commands.keySet().stream().map(name -> name.split(":")[0]).collect(Collectors.toSet());
    }

    private static Properties acl(String scope) {
        Properties acl = new Properties();
        try (var in = Files.newInputStream(ETC.resolve("org.apache.karaf.command.acl." + scope + ".cfg"))) {
            acl.load(in);
        } catch (IOException e) {
            throw new AssertionError("scope " + scope + " has no file", e);
        }
        return acl;
    }

    private static Map<String, Class<?>> commands() {
        Map<String, Class<?>> found = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(Path.of("target/classes/dev/osprey/shell/command"))) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString().replace(".class", "");
                Class<?> type = Class.forName(CommandPageTest.class.getPackageName() + "." + name);
                Command command = type.getAnnotation(Command.class);
                if (command != null) {
                    found.put(command.scope() + ":" + command.name(), type);
                }
            }
        } catch (IOException | ClassNotFoundException e) {
            throw new AssertionError(e);
        }
        assertFalse(found.isEmpty());
        return found;
    }
}
