package dev.osprey.launcher.run;

import dev.osprey.access.Role;
import dev.osprey.launcher.log.LogStore;
import dev.osprey.launcher.manifest.Launch;
import dev.osprey.launcher.manifest.Manifest;
import dev.osprey.launcher.scan.Found;
import dev.osprey.launcher.state.Rules;
import dev.osprey.module.ModuleActionException;
import dev.osprey.module.ModuleKind;
import dev.osprey.process.ManagedProcess;
import dev.osprey.process.ProcessSpec;
import dev.osprey.process.Sandbox;
import dev.osprey.process.SpawnException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A module whose program runs as a process of its own. */
final class ProcessBody implements Body {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessBody.class);

    /** What does not pass by itself. */
    private static final Set<SpawnException.Reason> LASTING = EnumSet.of(
            SpawnException.Reason.NOT_IN_PATH,
            SpawnException.Reason.NO_PROGRAM,
            SpawnException.Reason.NOT_EXECUTABLE,
            SpawnException.Reason.NO_FOLDER,
            SpawnException.Reason.BAD_ARGUMENT,
            SpawnException.Reason.UNSUPPORTED_LIMIT,
            SpawnException.Reason.NO_SANDBOX,
            SpawnException.Reason.NO_TERMINAL);

    private final Workshop shop;
    private final Found found;
    private volatile Manifest manifest;

    ProcessBody(Workshop shop, Found found, Manifest manifest) {
        this.shop = shop;
        this.found = found;
        this.manifest = manifest;
    }

    /** Becomes effective with the next start. */
    void manifest(Manifest changed) {
        manifest = changed;
    }

    Path folder() {
        return found.folder();
    }

    @Override
    public ModuleKind kind() {
        return ModuleKind.PROCESS;
    }

    @Override
    public Manifest manifest() {
        return manifest;
    }

    @Override
    public String place() {
        return found.folder().toString();
    }

    @Override
    public String source() {
        return found.root().toString();
    }

    @Override
    public Rules rules() {
        Manifest now = manifest;
        Launch launch = now.launch();
        return new Rules(
                now.name(),
                now.restart(),
                now.ready(),
                launch.timeout(),
                shop.times(launch.stopTimeout(), launch.stopMax()));
    }

    @Override
    public Living start(long incarnation) {
        Manifest now = manifest;
        boolean issued = false;
        try {
            CommandLine command = CommandLine.of(now, found.folder(), shop.runtimes());
            ProcessSpec spec = new ProcessSpec(
                            now.name(),
                            now.name(),
                            command.argv(),
                            command.folder(),
                            shop.boot().environment(now, found.root()))
                    .within(now.limits())
                    .in(sandbox(now));
            LogStore log = shop.log(now);
            String token = null;
            if (now.launch().bootStdin()) {
                issued = true;
                token = shop.around().credentials().issue(now.name(), Role.MODULE);
            }
            ManagedProcess process = shop.around().processes().spawn(spec, log);
            log.remark("--- started as process " + process.pid());
            LivingProcess living = new LivingProcess(process);
            boot(living, now, token);
            return living;
        } catch (SpawnException e) {
            throw failed(issued, e, LASTING.contains(e.reason()));
        } catch (ModuleActionException | IllegalArgumentException e) {
            throw failed(issued, e, true);
        } catch (IllegalStateException e) {
            throw failed(issued, e, false);
        }
    }

    private BodyException failed(boolean issued, RuntimeException e, boolean lasting) {
        if (issued) {
            shop.around().credentials().revoke(manifest.name());
        }
        return new BodyException(e.getMessage(), lasting, e);
    }

    /** Its own data folder is a part of what it is given. */
    private Sandbox sandbox(Manifest now) {
        Sandbox asked = now.sandbox();
        if (asked == null) {
            return null;
        }
        List<Path> writable = new ArrayList<>(asked.writable());
        writable.add(shop.boot().data(now.name()));
        return new Sandbox(asked.readable(), writable, asked.hidden(), asked.network(), asked.seccomp());
    }

    private void boot(LivingProcess living, Manifest now, String token) {
        if (token == null) {
            living.closeInput();
            return;
        }
        try {
            living.write((shop.boot().line(now, token) + '\n').getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.warn("Module {} does not read its boot line: {}", now.name(), e.getMessage());
        }
    }

    @Override
    public void cutOff() {
        shop.cutOff(manifest.name());
    }

    @Override
    public void close() {
        shop.closeLog(manifest.name());
    }
}
