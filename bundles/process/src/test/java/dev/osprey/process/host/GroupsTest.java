package dev.osprey.process.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.osprey.process.Applied;
import dev.osprey.process.Limits;
import dev.osprey.process.SpawnException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real groups of this host; what it does not have is skipped with its reason. */
class GroupsTest {

    @TempDir
    Path home;

    private Hierarchies hierarchies;
    private HostGroups groups;
    private final String mark = UUID.randomUUID().toString();
    private Group group = Group.NONE;

    @BeforeEach
    void probe() {
        SystemCalls calls = Libc.get().map(SystemCalls.class::cast).orElse(SystemCalls.NONE);
        hierarchies = Hierarchies.probe(Mounts.ofThisProcess(), ThisHost.groupName(home), calls);
        groups = new HostGroups(hierarchies);
    }

    @AfterEach
    void leaveNothing() {
        group.kill();
        group.close();
        groups.close();
        Await.until("no group is left", () -> hierarchies.allRoots().stream().noneMatch(Files::exists));
    }

    private void needs(String resource, String... by) {
        Applied offer = groups.support().stream()
                .filter(one -> one.resource().equals(resource))
                .findFirst()
                .orElseThrow();
        assumeTrue(List.of(by).contains(offer.by()), "this host offers " + offer);
    }

    private void make(Limits limits) {
        group = groups.create(mark, limits);
    }

    private static Limits limits(int cpu, long memory, int pids) {
        return new Limits(cpu, memory, pids, 0, 0, null, true);
    }

    private String run(String script) throws IOException, InterruptedException {
        return Staged.run(group.stage(), "/bin/sh", "-c", script);
    }

    @Test
    void whoIsInAGroupIsKnownAlsoWithoutEnvironmentAndSession() throws Exception {
        needs("kill", "cgroup2", "cgroup1");
        make(Limits.NONE);
        Process process = Staged.start(group.stage(), "/bin/sh", "-c", "env -i setsid sleep 1000 & wait");
        Await.until("both run", () -> group.members().size() == 2);
        assertTrue(group.populated());
        for (long pid : group.members()) {
            assertEquals(Optional.of(mark), groups.markOf(pid));
        }
        assertEquals(Optional.empty(), groups.markOf(ProcessHandle.current().pid()));
        group.kill();
        assertTrue(process.waitFor(10, TimeUnit.SECONDS));
        Await.until("nobody is left", () -> !group.populated());
        assertEquals(List.of(), group.members());
        assertEquals(137, process.exitValue());
    }

    @Test
    void aFrozenGroupStandsUntilItIsThawed() throws Exception {
        needs("freeze", "cgroup2", "cgroup1");
        make(Limits.NONE);
        Path ticks = Files.createFile(home.resolve("ticks"));
        Staged.start(group.stage(), "/bin/sh", "-c", "while :; do echo >>" + ticks + "; sleep 0.01; done");
        Await.until("it runs", () -> size(ticks) > 3);
        assertTrue(group.freeze());
        long standing = size(ticks);
        long until = System.nanoTime() + 200_000_000;
        Await.until("some time passed", () -> System.nanoTime() > until);
        assertEquals(standing, size(ticks));
        group.thaw();
        Await.until("it goes on", () -> size(ticks) > standing);
    }

    @Test
    void aFrozenGroupCanBeKilled() throws Exception {
        needs("kill", "cgroup2", "cgroup1");
        make(Limits.NONE);
        Process process = Staged.start(group.stage(), "sleep", "1000");
        Await.until("it runs", () -> group.members().size() == 1);
        assertTrue(group.freeze());
        group.kill();
        assertTrue(process.waitFor(10, TimeUnit.SECONDS));
    }

    @Test
    void aForkBombEndsWithOneKill() throws Exception {
        needs("kill", "cgroup2", "cgroup1");
        needs("pids", "cgroup2", "cgroup1");
        make(limits(0, 0, 40));
        Staged.start(group.stage(), "/bin/sh", "-c", "b() { b | b & b; }; b 2>/dev/null");
        Await.until("forks are refused", () -> group.counts().pidsRefused() > 0);
        assertTrue(group.members().size() <= 40);
        Await.until("all are gone", () -> {
            group.kill();
            return !group.populated();
        });
    }

    @Test
    void wantOfMemoryIsCounted() throws Exception {
        needs("memory", "cgroup2", "cgroup1");
        make(limits(0, 32 << 20, 0));
        String output = run("head -c 200m /dev/zero | tail -c 100m >/dev/null");
        assertTrue(output.endsWith("137"), output);
        assertTrue(group.counts().oomKills() > 0, () -> group.counts().toString());
        assertTrue(group.counts().memoryPeakBytes() > 16 << 20);
        assertEquals("memory", group.applied().get(0).resource());
    }

    @Test
    void aShareOfAProcessorIsHeld() throws Exception {
        needs("cpu", "cgroup2", "cgroup1");
        make(limits(20, 0, 0));
        run("timeout 1 sh -c 'while :; do :; done'");
        assertTrue(group.counts().throttledNanos() > 100_000_000, () -> group.counts()
                .toString());
        assertTrue(group.counts().cpuNanos() > 0);
    }

    @Test
    void openFilesAreLimitedWithoutAnyGroup() throws Exception {
        make(new Limits(0, 0, 0, 40, 0, null, true));
        assertEquals("40\n0", run("ulimit -n"));
        assertEquals(
                new Applied("open_files", "rlimit", "of each process"),
                group.applied().get(0));
    }

    @Test
    void weightOfTheDiskIsTaken() throws Exception {
        make(new Limits(0, 0, 0, 0, 50, null, false));
        assertEquals("0", run("true"));
        assertEquals("io", group.applied().get(0).resource());
    }

    @Test
    void whatEarlierRunLeftIsFoundAndRemoved() throws Exception {
        needs("kill", "cgroup2", "cgroup1");
        make(limits(0, 64 << 20, 0));
        Process process = Staged.start(group.stage(), "sleep", "1000");
        Await.until("it runs", () -> group.members().size() == 1);
        SystemCalls calls = Libc.get().map(SystemCalls.class::cast).orElse(SystemCalls.NONE);
        HostGroups next = new HostGroups(Hierarchies.probe(Mounts.ofThisProcess(), ThisHost.groupName(home), calls));
        assertEquals(List.of(mark), next.left());
        Group left = next.leftover(mark);
        assertEquals(List.of(process.pid()), left.members());
        left.kill();
        left.close();
        assertTrue(process.waitFor(10, TimeUnit.SECONDS));
        Await.until("it is removed", () -> next.left().isEmpty());
    }

    @Test
    void aGroupThatCannotBeEnteredStopsTheProgram() throws Exception {
        needs("kill", "cgroup2", "cgroup1");
        make(Limits.NONE);
        group.close();
        String output = run("echo ran");
        assertTrue(output.endsWith("125"), output);
        assertTrue(output.contains("cannot enter the control group"), output);
        assertFalse(output.contains("ran"), output);
    }

    @Test
    void aHostWithoutGroupsRefusesWhatItCannotHold() {
        HostGroups none = new HostGroups(Hierarchies.none());
        SpawnException refused = assertThrows(SpawnException.class, () -> none.create(mark, limits(50, 0, 0)));
        assertEquals(SpawnException.Reason.UNSUPPORTED_LIMIT, refused.reason());
        Group lenient = none.create(mark, new Limits(50, 0, 0, 0, 0, null, false));
        assertEquals("none", lenient.applied().get(0).by());
        assertFalse(lenient.exact());
        assertEquals(null, none.root());
    }

    @Test
    void withoutGroupsTheAddressSpaceIsBound() throws Exception {
        HostGroups none = new HostGroups(Hierarchies.none());
        Group bound = none.create(mark, limits(0, 64 << 20, 0));
        assertEquals("rlimit", bound.applied().get(0).by());
        assertEquals("65536\n0", Staged.run(bound.stage(), "/bin/sh", "-c", "ulimit -v"));
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return -1;
        }
    }
}
