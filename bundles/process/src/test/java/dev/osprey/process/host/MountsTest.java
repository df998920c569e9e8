package dev.osprey.process.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MountsTest {

    @Test
    void aUsersMachineHasOneTree() {
        Mounts mounts = new Mounts(
                List.of("0::/user.slice/user-1000.slice/user@1000.service/app.slice/osprey.scope"),
                List.of(
                        "24 1 0:22 / /proc rw shared:5 - proc proc rw",
                        "31 24 0:26 / /sys/fs/cgroup rw,nosuid shared:9 - cgroup2 cgroup2 rw,nsdelegate"));
        assertTrue(mounts.onlySecond());
        assertEquals(
                Optional.of(
                        Path.of("/sys/fs/cgroup/user.slice/user-1000.slice/user@1000.service/app.slice/osprey.scope")),
                mounts.second());
        assertEquals(Optional.empty(), mounts.first("memory"));
    }

    @Test
    void aMixedHostHasATreeForEachController() {
        Mounts mounts = new Mounts(
                List.of("5:memory:/job/7", "4:cpu,cpuacct:/", "3:name=systemd:/", "0::/"),
                List.of(
                        "32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw,relatime - cgroup cgroup rw,cpu,cpuacct",
                        "35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory",
                        "41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw"));
        assertFalse(mounts.onlySecond());
        assertEquals(Optional.of(Path.of("/sys/fs/cgroup/memory/job/7")), mounts.first("memory"));
        assertEquals(Optional.of(Path.of("/sys/fs/cgroup/cpu,cpuacct")), mounts.first("cpu"));
        assertEquals(Optional.of(Path.of("/sys/fs/cgroup/unified")), mounts.second());
        assertEquals(Optional.empty(), mounts.first("pids"));
    }

    @Test
    void whatAContainerIsGivenIsTakenOffThePath() {
        Mounts mounts = new Mounts(
                List.of("5:memory:/docker/abc/inner", "6:pids:/docker/abc"),
                List.of(
                        "35 31 0:32 /docker/abc /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory",
                        "36 31 0:33 /docker/abc /sys/fs/cgroup/pids ro - cgroup cgroup rw,pids"));
        assertEquals(Optional.of(Path.of("/sys/fs/cgroup/memory/inner")), mounts.first("memory"));
        assertEquals(Optional.of(Path.of("/sys/fs/cgroup/pids")), mounts.first("pids"));
    }

    @Test
    void aGroupThatIsMountedNowhereIsNotGuessed() {
        Mounts mounts = new Mounts(
                List.of("0::/../../elsewhere", "5:memory:/other", "broken"),
                List.of(
                        "31 24 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw",
                        "35 31 0:32 /docker/abc /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory",
                        "36 31",
                        ""));
        assertEquals(Optional.empty(), mounts.second());
        assertEquals(Optional.empty(), mounts.first("memory"));
    }

    @Test
    void aMountPointMayHoldABlank() {
        Mounts mounts = new Mounts(
                List.of("0::/a"), List.of("31 24 0:26 / /mnt/my\\040groups rw shared:1 master:2 - cgroup2 none rw"));
        assertEquals(Optional.of(Path.of("/mnt/my groups/a")), mounts.second());
    }
}
