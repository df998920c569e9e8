package dev.osprey.launcher.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourcesTest {

    @TempDir
    Path folder;

    private Path modules;

    @BeforeEach
    void modules() throws Exception {
        modules = Files.createDirectories(folder.resolve("modules"));
    }

    private Path module(String path) throws Exception {
        return module(path, "---\nname: x\n---\n");
    }

    private Path module(String path, String text) throws Exception {
        Path made = Files.createDirectories(folder.resolve(path));
        Files.writeString(made.resolve("module.md"), text);
        return made;
    }

    private List<String> found(String... configured) {
        return Sources.of(modules, List.of(configured), false).folders().stream()
                .map(one -> folder.relativize(one.folder()) + " of " + folder.relativize(one.root()))
                .toList();
    }

    @Test
    void severalSourcesCountInTheirOrderAndAFolderCountsOnce() throws Exception {
        module("modules/z");
        module("more/a/b/c/d");
        module("listed/one");
        module("listed/two");
        Files.writeString(
                folder.resolve("listed/list.txt"),
                "# mine\n\none\r\n" + folder.resolve("modules/z") + "\n/nowhere\nno\0path\n");
        assertEquals(
                List.of("modules/z of modules", "more/a/b/c/d of more", "listed/one of listed"),
                found(
                        "",
                        folder.resolve("more") + ";depth=4",
                        folder.resolve("listed/list.txt").toString()));
        assertEquals(
                List.of("modules/z of modules"), found(folder.resolve("more").toString()));
        assertEquals(
                List.of(modules, folder.resolve("more")),
                Sources.of(modules, List.of(folder.resolve("more").toString(), modules.toString()), false)
                        .roots());
    }

    @ParameterizedTest
    @ValueSource(strings = {"relative/path", "../up", "no\0path", "/x;depth=99"})
    void aSourceThatIsNoneIsRefused(String text) {
        if (text.startsWith("/")) {
            assertEquals(2, Sources.of(modules, List.of(text), false).roots().size());
        } else {
            String message = assertThrows(
                            IllegalArgumentException.class, () -> Sources.of(modules, List.of(text), false))
                    .getMessage();
            assertTrue(message.contains("give a"), message);
        }
    }

    private void tree(String path, String discovery) throws Exception {
        module(path + "/core/registry");
        module(path + "/core/event_hub");
        module(path + "/core/launcher", "---\nname: launcher\n" + discovery + "---\n");
        module(path + "/extensions/services/watchdog");
        module(path + "/extensions/agents/deep/one");
    }

    @Test
    void aKiteTreeIsSearchedWholeAndIsItsModulesProject() throws Exception {
        tree("modules/kite", "");
        module("modules/kite/docs/no");
        module("modules/other");
        String of = " of modules/kite";
        assertEquals(
                List.of(
                        "modules/kite/core/event_hub" + of,
                        "modules/kite/core/launcher" + of,
                        "modules/kite/core/registry" + of,
                        "modules/kite/extensions/agents/deep/one" + of,
                        "modules/kite/extensions/services/watchdog" + of,
                        "modules/other of modules"),
                found());
    }

    @Test
    void theModulesFolderItselfMayBeATreeAndStillTakesWhatIsDroppedIn() throws Exception {
        tree("modules", "discovery:\n  agents: {type: scan_dir, path: extensions/agents, max_depth: 2}\n");
        module("modules/dropped");
        assertEquals(
                List.of(
                        "modules/core/event_hub of modules",
                        "modules/core/launcher of modules",
                        "modules/core/registry of modules",
                        "modules/dropped of modules",
                        "modules/extensions/agents/deep/one of modules"),
                found());
    }

    @Test
    void discoveryOfATreeNamesItsSourcesAndNeverLeavesIt() throws Exception {
        module("outside/x");
        module("modules/kite/special/listed");
        tree(
                "modules/kite",
                """
                discovery:
                  up: {path: ../../outside}
                  absolute: {path: /etc}
                  link: {path: link}
                  off: {path: extensions, enabled: false}
                  short: extensions/services
                  list: {type: module_list, path: list.txt}
                """);
        Files.createSymbolicLink(folder.resolve("modules/kite/link"), folder.resolve("outside"));
        Files.writeString(folder.resolve("modules/kite/list.txt"), "special/listed\n../../outside/x\n");
        List<String> found = found();
        assertEquals(5, found.size(), found::toString);
        assertTrue(found.contains("modules/kite/special/listed of modules/kite"));
        assertTrue(found.contains("modules/kite/extensions/services/watchdog of modules/kite"));
        assertTrue(found.stream().noneMatch(one -> one.contains("outside")), found::toString);
    }

    @Test
    void aDiscoveryThatCannotBeReadMeansThatThereIsNone() throws Exception {
        tree("modules/kite", "discovery: {a: {type: sideways, path: x}}\n");
        assertTrue(found().contains("modules/kite/extensions/agents/deep/one of modules/kite"));
        module(
                "modules/kite/core/launcher",
                "---\nname: launcher\ndiscovery: {a: extensions/services}\n# longer\n---\n");
        assertTrue(found().stream().noneMatch(one -> one.contains("agents")), "a changed one counts at once");
    }

    private String problem(Path module) {
        return Sources.of(modules, List.of(), true).folders().stream()
                .filter(one -> one.folder().equals(module))
                .findFirst()
                .orElseThrow()
                .problem();
    }

    private static void mode(Path path, String mode) throws Exception {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    @Test
    void whatOthersMayWriteIsNotUsed() throws Exception {
        Path module = module("modules/group/m");
        mode(module.resolve("module.md"), "rw-r--r--");
        mode(module, "rwxr-xr-x");
        mode(module.getParent(), "rwxr-xr-x");
        mode(modules, "rwxr-xr-x");
        assertNull(problem(module));
        mode(module.resolve("module.md"), "rw-r--rw-");
        assertTrue(problem(module).contains("module.md can be written by everyone; chmod o-w"), problem(module));
        mode(module.resolve("module.md"), "rw-r--r--");
        mode(module.getParent(), "rwxrwxrwx");
        assertTrue(problem(module).contains("group can be written by everyone"), problem(module));
        mode(module.getParent(), "rwxr-xr-x");
        mode(modules, "rwxr-xrwx");
        assertTrue(problem(module).contains("modules can be written by everyone"), problem(module));
        assertNull(Sources.of(modules, List.of(), false).folders().get(0).problem());
    }

    @Test
    void whatBelongsToAnotherUserOrGroupIsNotUsed() throws Exception {
        assumeTrue(Integer.valueOf(0).equals(Files.getAttribute(modules, "unix:uid")), "only root can give files away");
        Path module = module("modules/m");
        Files.setAttribute(module, "unix:gid", 1);
        mode(module, "rwxrwxr-x");
        assertTrue(problem(module).contains("can be written by the group"), problem(module));
        Files.setAttribute(module, "unix:gid", 0);
        assertNull(problem(module), "the group of the owner's own name");
        Files.setAttribute(module.resolve("module.md"), "unix:uid", 54_321);
        assertTrue(problem(module).contains("belongs to 54321, neither"), problem(module));
    }

    @Test
    void aManifestThatIsALinkToElsewhereIsNotUsed() throws Exception {
        Path module = Files.createDirectories(modules.resolve("m"));
        Path other = module("outside/x").resolve("module.md");
        Files.createSymbolicLink(module.resolve("module.md"), other);
        assertTrue(problem(module).contains("is a link to"), problem(module));
    }
}
