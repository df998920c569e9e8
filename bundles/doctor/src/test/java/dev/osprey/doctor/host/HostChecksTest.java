package dev.osprey.doctor.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.system.Check;
import dev.osprey.system.Finding;
import dev.osprey.system.Finding.Level;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostChecksTest {

    private static final String LIMITS =
            "Limit  Soft Limit  Hard Limit  Units\nMax open files            %s  65536  files\n";

    @TempDir
    Path folder;

    private FakeMachine machine;

    @BeforeEach
    void make() {
        machine = new FakeMachine(folder);
    }

    private void says(String check, Level level, String found) {
        Finding finding = machine.look(check);
        assertEquals(check, finding.check());
        assertEquals(level, finding.level(), finding.found());
        assertTrue(finding.found().contains(found), finding.found());
        assertTrue(level == Level.OK || finding.remedy() != null, "a remedy");
    }

    @Test
    void javaMustBeOneThatKarafRunsOn() {
        says("host.jdk", Level.OK, "Java");
        for (String version : List.of("11", "1.8", "24", "")) {
            machine.properties.put("java.specification.version", version);
            says("host.jdk", Level.FAIL, "17 to 23");
        }
        machine.properties.put("java.specification.version", "21");
        machine.properties.put("sun.arch.data.model", "32");
        says("host.jdk", Level.FAIL, "32 bits");
    }

    @Test
    void memoryIsWhatTheContainerAllows() {
        machine.file("/proc/meminfo", "MemTotal:  8388608 kB\nMemFree: 1 kB\nMemAvailable:  4194304 kB\n");
        says("host.memory", Level.OK, "8192 MiB; 4096 MiB free");
        machine.file("/sys/fs/cgroup/cgroup.controllers", "cpu memory");
        machine.file("/proc/self/cgroup", "0::/user.slice/box\n");
        machine.file("/sys/fs/cgroup/user.slice/box/memory.max", "1073741824\n");
        says("host.memory", Level.WARN, "1024 MiB, which is what the container or cgroup allows");
        machine.file("/sys/fs/cgroup/user.slice/box/memory.max", "268435456\n");
        says("host.memory", Level.FAIL, "256 MiB");
        machine.file("/sys/fs/cgroup/user.slice/box/memory.max", "max\n");
        says("host.memory", Level.OK, "8192 MiB");
    }

    @Test
    void theOlderControlGroupsAreReadToo() {
        machine.file("/proc/meminfo", "MemTotal:  8388608 kB\nMemAvailable:  4194304 kB\n");
        machine.file("/proc/self/cgroup", "5:memory:/docker/1\n0::/\n");
        machine.file("/sys/fs/cgroup/memory/memory.limit_in_bytes", "536870912\n");
        machine.file("/sys/fs/cgroup/memory/cgroup.procs", "");
        says("host.memory", Level.WARN, "512 MiB");
        says("host.cgroups", Level.OK, "version 1");
        machine.file("/sys/fs/cgroup/cpu/cpu.cfs_quota_us", "150000\n");
        machine.file("/sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n");
        assertTrue(machine.look("host.cpu").found().contains("the time of 1.5 processors"));
    }

    @Test
    void missingControlGroupsLimitAndDoNotFail() {
        says("host.cgroups", Level.LIMITED, "No control groups");
        machine.file("/sys/fs/cgroup/cgroup.controllers", "");
        says("host.cgroups", Level.LIMITED, "version 2, own group /sys/fs/cgroup, not writable");
    }

    @Test
    void openFilesDecideHowManyMayConnect() {
        machine.file("/proc/self/limits", LIMITS.formatted("1024"));
        says("host.files", Level.WARN, "1024 files");
        machine.file("/proc/self/limits", LIMITS.formatted("4096"));
        says("host.files", Level.LIMITED, "10,000 connections do not fit");
        assertTrue(machine.look("host.files").remedy().startsWith("ulimit -n 65536"));
        machine.file("/proc/self/limits", LIMITS.formatted("65536"));
        says("host.files", Level.OK, "65536");
        machine.file("/proc/self/limits", LIMITS.formatted("unlimited").replace("65536", "unlimited"));
        says("host.files", Level.OK, "any number");
    }

    @Test
    void secretsThatOthersMayReadFail() throws IOException {
        says("host.home", Level.OK, "is not there yet");
        Path token = machine.file("/home/ann/.osprey/secrets/admin.token", "x");
        Path secrets = token.getParent();
        Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rwx------"));
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r-----"));
        Finding finding = machine.all("host.home").get(1);
        assertEquals("host.secrets", finding.check());
        assertEquals(Level.FAIL, finding.level());
        assertTrue(finding.remedy().startsWith("chmod -R go-rwx "));
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
        assertEquals(Level.OK, machine.all("host.home").get(1).level());
    }

    @Test
    void aHomeThatIsAFileFails() {
        machine.file("/home/ann/.osprey", "x");
        says("host.home", Level.FAIL, "no folder");
    }

    @Test
    void theSandboxNeedsBubblewrapAndNamespaces() throws IOException {
        says("host.sandbox", Level.LIMITED, "not installed");
        machine.program("/usr/bin/bwrap");
        says("host.sandbox", Level.OK, "are there");
        machine.file("/proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1\n");
        says("host.sandbox", Level.LIMITED, "AppArmor");
        machine.file("/proc/sys/kernel/unprivileged_userns_clone", "0\n");
        says("host.sandbox", Level.LIMITED, "root only");
        machine.file("/proc/sys/user/max_user_namespaces", "0\n");
        says("host.sandbox", Level.LIMITED, "switched off");
    }

    @Test
    void containersNeedOneOfTwoPrograms() throws IOException {
        says("host.containers", Level.LIMITED, "Neither");
        machine.program("/usr/bin/docker");
        says("host.containers", Level.LIMITED, "not for this user");
        machine.file("/var/run/docker.sock", "");
        says("host.containers", Level.OK, "docker");
        machine.program("/usr/local/bin/podman");
        says("host.containers", Level.OK, "/usr/local/bin/podman");
    }

    @Test
    void pythonIsJudgedByItsFiles() throws IOException {
        says("host.python", Level.LIMITED, "No python3");
        machine.program("/usr/bin/python3.7");
        machine.link("/usr/bin/python3", "python3.7");
        says("host.python", Level.LIMITED, "3.7");
        Files.delete(folder.resolve("usr/bin/python3"));
        machine.program("/usr/bin/python3.11");
        machine.link("/usr/bin/python3", "python3.11");
        says("host.python", Level.LIMITED, "websockets was not found");
        machine.file("/home/ann/.local/lib/python3.11/site-packages/websockets/__init__.py", "");
        says("host.python", Level.OK, "Python 3.11 in /usr/bin/python3, with");
    }

    @Test
    void aVersionManagersPythonIsFound() throws IOException {
        machine.variables.put("PATH", "/home/ann/.pyenv/shims");
        machine.program("/home/ann/.pyenv/shims/python3");
        machine.file("/home/ann/.pyenv/version", "3.12.1\n");
        machine.program("/home/ann/.pyenv/versions/3.12.1/bin/python3.12");
        machine.link("/home/ann/.pyenv/versions/3.12.1/bin/python3", "python3.12");
        says("host.python", Level.LIMITED, "Python 3.12 in /home/ann/.pyenv/versions");
    }

    @Test
    void nodeIsJudgedByItsFiles() throws IOException {
        says("host.node", Level.LIMITED, "No node");
        machine.program("/usr/bin/node");
        says("host.node", Level.OK, "unknown version");
        machine.file("/usr/include/node/node_version.h", "#define NODE_VERSION\n#define NODE_MAJOR_VERSION 16\n");
        says("host.node", Level.LIMITED, "Node 16");
        machine.program("/opt/node/v22.1.0/bin/node");
        machine.variables.put("PATH", "/opt/node/v22.1.0/bin");
        says("host.node", Level.OK, "Node 22");
    }

    @Test
    void devicesAreNamedAndTheGroupIsSaid() {
        machine.file("/etc/group", "root:x:0:\ndialout:x:20:bob\n");
        machine.file("/proc/self/status", "Name: java\nGroups:\t4 24 \n");
        says("host.serial", Level.LIMITED, "not in the group dialout");
        machine.file("/proc/self/status", "Name: java\nGroups:\t4 20 24 \n");
        assertEquals("No serial ports", machine.look("host.serial").found());
        machine.file("/dev/ttyUSB1", "");
        machine.file("/dev/ttyUSB0", "");
        machine.file("/dev/tty1", "");
        says("host.serial", Level.OK, "2 serial ports: /dev/ttyUSB0, /dev/ttyUSB1");
        machine.file("/dev/nvidia0", "");
        machine.file("/dev/nvidiactl", "");
        says("host.gpu", Level.OK, "1 graphics processors: /dev/nvidia0");
    }

    @Test
    void clockLocaleAndWatchesAreLookedAt() {
        Path trail = machine.file("/home/ann/.osprey/logs/audit.jsonl", "");
        assertTrue(Files.exists(trail));
        assertEquals(Level.FAIL, clock("1970-01-01T00:03:00Z"));
        assertEquals(Level.WARN, clock("2025-01-02T00:00:00Z"));
        assertEquals(Level.OK, clock("2099-01-01T00:00:00Z"));
        says("host.locale", Level.OK, "C.UTF-8");
        machine.variables.put("LC_ALL", "C");
        says("host.locale", Level.LIMITED, "C, not UTF-8");
        machine.file("/proc/sys/fs/inotify/max_user_instances", "16\n");
        machine.file("/proc/sys/fs/inotify/max_user_watches", "65536\n");
        says("host.inotify", Level.LIMITED, "16 watchers");
        says("host.udev", Level.LIMITED, "does not run");
        machine.file("/run/udev/control", "");
        says("host.udev", Level.OK, "udev runs");
    }

    private Level clock(String now) {
        return new ClockCheck(machine.host(), Clock.fixed(Instant.parse(now), ZoneOffset.UTC))
                .look()
                .get(0)
                .level();
    }

    @Test
    void aPortThatWasAskedForAndIsTakenFails() throws IOException {
        machine.variables.put("OSPREY_HTTP_PORT", "0");
        machine.variables.put("OSPREY_HUB_PORT", "0");
        machine.variables.put("OSPREY_SSH_PORT", "0");
        says("host.ports", Level.OK, "free");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            machine.variables.put("OSPREY_HUB_PORT", Integer.toString(taken.getLocalPort()));
            says("host.ports", Level.FAIL, "OSPREY_HUB_PORT");
        }
        machine.variables.put("OSPREY_HUB_PORT", "70000");
        says("host.ports", Level.FAIL, "no port");
    }

    @Test
    void anotherSystemIsLimitedAndNotBroken() {
        machine.properties.put("os.name", "Mac OS X");
        for (Check check : HostChecks.running(machine.host()).values()) {
            for (Finding finding : check.look()) {
                assertFalse(finding.level() == Level.FAIL, finding.toString());
            }
        }
    }

    @Test
    void thisMachineIsLookedAtWithoutAFault() {
        HostChecks.stopped(Host.real(folder.resolve("home"))).forEach((name, check) -> {
            for (Finding finding : check.look()) {
                assertTrue(finding.check().startsWith("host."), name);
                assertFalse(finding.found().isBlank());
            }
        });
    }
}
