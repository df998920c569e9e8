package dev.osprey.launcher.run;

import dev.osprey.launcher.json.Json;
import dev.osprey.launcher.manifest.Manifest;
import dev.osprey.launcher.place.InstanceFolder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What a module is told at its start: secrets by standard input, the rest by its environment too. */
final class BootInfo {

    private final Surroundings around;
    private final InstanceFolder instance;

    BootInfo(Surroundings around, InstanceFolder instance) {
        this.around = around;
        this.instance = instance;
    }

    /** The line for standard input, without its end. */
    String line(Manifest manifest, String token) {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("token", token);
        info.put("registry_port", around.endpoints().registryPort());
        info.put("preferred_port", manifest.preferredPort());
        info.put("advertise_ip", "127.0.0.1");
        info.put("instance_id", instanceId());
        info.put("registry_url", around.endpoints().registryUrl());
        info.put("hub_url", around.endpoints().hubUrl());
        info.put("module_id", manifest.name());
        return Json.write(info);
    }

    /** @param project the root of what the module is a part of */
    Map<String, String> environment(Manifest manifest, Path project) {
        Map<String, String> environment = new TreeMap<>(manifest.launch().environment());
        if (!manifest.launch().nested()) {
            environment.put("KITE_INSTANCE", instanceId());
            environment.put("KITE_INSTANCE_DIR", instance.path().toString());
        }
        environment.put("KITE_CWD", around.home().root().toString());
        environment.put("KITE_WORKSPACE", around.home().workspace().toString());
        environment.put("KITE_MODULE_DATA", data(manifest.name()).toString());
        environment.put("KITE_PROJECT", project.toString());
        environment.put("KITE_REGISTRY_PORT", String.valueOf(around.endpoints().registryPort()));
        environment.put("OSPREY_HUB_URL", around.endpoints().hubUrl());
        environment.put("OSPREY_REGISTRY_URL", around.endpoints().registryUrl());
        environment.put("PYTHONUTF8", "1");
        environment.put("PYTHONUNBUFFERED", "1");
        return environment;
    }

    /** The private folder of a module. */
    Path data(String module) {
        return instance.data(module);
    }

    private static String instanceId() {
        return String.valueOf(ProcessHandle.current().pid());
    }
}
