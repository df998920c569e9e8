package dev.osprey.process.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In a real tree of version 2, with whatever controller there is: which one it is makes no difference to the rule. */
class OwnLeafTest {

    private final List<Process> started = new ArrayList<>();
    private Path above;
    private String controller;
    private boolean switchedOn;
    private Path own;
    private Path root;

    @BeforeEach
    void prepare() throws IOException {
        above = Mounts.ofThisProcess().second().orElse(null);
        assumeTrue(above != null, "there is no tree of version 2");
        String there = ControlFile.read(above.resolve("cgroup.controllers"));
        assumeTrue(!there.isEmpty(), "the tree of version 2 has no controllers");
        controller = there.split(" ")[0];
        if (!ControlFile.read(above.resolve("cgroup.subtree_control")).contains(controller)) {
            try {
                ControlFile.write(above.resolve("cgroup.subtree_control"), "+" + controller);
                switchedOn = true;
            } catch (IOException e) {
                assumeTrue(false, "the own group hands no controllers on: " + e);
            }
        }
        own = above.resolve("osprey-test-" + UUID.randomUUID());
        root = own.resolve("osprey-1");
        ControlFile.folder(root);
    }

    @AfterEach
    void leaveNothing() throws Exception {
        for (Process process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        if (own != null) {
            Broom broom = new Broom();
            broom.remove(own);
            Await.until("the groups are removed", () -> !Files.exists(own));
        }
        if (switchedOn) {
            ControlFile.write(above.resolve("cgroup.subtree_control"), "-" + controller);
        }
    }

    private Process startInOwn(String script) throws IOException {
        Process process = Staged.start(
                List.of(new StagePart(
                        "echo 0 >\"$1\"", List.of(own.resolve("cgroup.procs").toString()))),
                "/bin/sh",
                "-c",
                script);
        started.add(process);
        Await.until("it is in the group", () -> ControlFile.lines(own.resolve("cgroup.procs"))
                .contains(String.valueOf(process.pid())));
        return process;
    }

    @Test
    void ospreyMovesIntoItsLeafWithItsChildren() throws Exception {
        Process osprey = startInOwn("sleep 1000 & wait");
        Await.until("its child runs", () -> osprey.descendants().count() == 1);
        assertNull(new OwnLeaf(own, root, osprey.toHandle(), List.of(controller)).enable());
        assertEquals(List.of(), ControlFile.lines(own.resolve("cgroup.procs")));
        assertEquals(2, ControlFile.lines(root.resolve("self/cgroup.procs")).size());
        Path spawn = root.resolve("spawn");
        ControlFile.folder(spawn);
        assertEquals(controller, ControlFile.read(spawn.resolve("cgroup.controllers")));
        assertEquals(own, OwnLeaf.startedIn(root.resolve("self"), "osprey-1"));
        assertNull(new OwnLeaf(own, root, osprey.toHandle(), List.of(controller)).enable(), "a second time");
    }

    @Test
    void ospreyMovesBackWhenAStrangerSharesItsGroup() throws Exception {
        Process osprey = startInOwn("exec sleep 1000");
        Process stranger = startInOwn("exec sleep 1000");
        String missing = new OwnLeaf(own, root, osprey.toHandle(), List.of(controller)).enable();
        assertNotNull(missing);
        assertTrue(missing.contains("Delegate=yes"), missing);
        assertEquals(
                List.of(String.valueOf(osprey.pid()), String.valueOf(stranger.pid())).stream()
                        .sorted()
                        .toList(),
                ControlFile.lines(own.resolve("cgroup.procs")).stream().sorted().toList());
        assertTrue(Files.notExists(root.resolve("self")));
    }

    @Test
    void aGroupWithoutControllersIsSaidToHaveNone() {
        String missing = new OwnLeaf(own, root, ProcessHandle.current(), List.of("no-such")).enable();
        assertTrue(missing.contains("no controllers"), missing);
    }
}
