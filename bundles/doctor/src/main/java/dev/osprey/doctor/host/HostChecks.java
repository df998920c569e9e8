package dev.osprey.doctor.host;

import dev.osprey.system.Check;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** All checks of the host, by name, in the order in which people want to read them. */
public final class HostChecks {

    private HostChecks() {}

    /** While Osprey runs. */
    public static Map<String, Check> running(Host host) {
        Map<String, Check> checks = new LinkedHashMap<>();
        checks.put("host.jdk", new JdkCheck(host));
        checks.put("host.memory", new MemoryCheck(host));
        checks.put("host.cpu", new CpuCheck(host));
        checks.put("host.disk", new DiskCheck(host));
        checks.put("host.home", new HomeCheck(host));
        checks.put("host.files", new FilesLimitCheck(host));
        checks.put("host.inotify", new InotifyCheck(host));
        checks.put("host.clock", new ClockCheck(host, Clock.systemUTC()));
        checks.put("host.localhost", new LocalhostCheck());
        checks.put("host.locale", new LocaleCheck(host));
        checks.put("host.cgroups", new CgroupCheck(host));
        checks.put("host.sandbox", new SandboxCheck(host));
        checks.put("host.containers", new ContainersCheck(host));
        checks.put("host.python", new PythonCheck(host));
        checks.put("host.node", new NodeCheck(host));
        checks.put("host.udev", new UdevCheck(host));
        devices(host, checks);
        return checks;
    }

    private static void devices(Host host, Map<String, Check> checks) {
        String[] serial = {"/dev/ttyUSB*", "/dev/ttyACM*", "/dev/ttyAMA*", "/dev/cu.usb*"};
        String[] graphics = {"/dev/dri/renderD*", "/dev/nvidia[0-9]*"};
        checks.put("host.serial", new DeviceCheck(host, "host.serial", "serial ports", "dialout", serial));
        checks.put("host.gpio", new DeviceCheck(host, "host.gpio", "GPIO chips", "gpio", "/dev/gpiochip*"));
        checks.put("host.camera", new DeviceCheck(host, "host.camera", "cameras", "video", "/dev/video*"));
        checks.put("host.audio", new DeviceCheck(host, "host.audio", "sound devices", "audio", "/dev/snd/pcm*"));
        checks.put("host.gpu", new DeviceCheck(host, "host.gpu", "graphics processors", "render", graphics));
    }

    /** While it does not. */
    public static Map<String, Check> stopped(Host host) {
        Map<String, Check> checks = new LinkedHashMap<>(running(host));
        checks.put("host.ports", new PortsCheck(host));
        return checks;
    }
}
