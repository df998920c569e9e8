package dev.osprey.launcher.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.launcher.bundle.BundleBody;
import dev.osprey.launcher.bundle.Look;
import dev.osprey.launcher.manifest.Manifest;
import dev.osprey.launcher.manifest.ManifestReader;
import dev.osprey.module.ModuleKind;
import dev.osprey.module.ModulePhase;
import dev.osprey.module.ModuleStatus;
import dev.osprey.module.Why;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Bundles that are modules, in a framework that is a field. */
class BundleTableTest extends LauncherFixture {

    private final class FakeBundle implements BundleBody {

        final Manifest manifest;
        final List<String> calls = new CopyOnWriteArrayList<>();
        volatile Look look = new Look(Look.Standing.STOPPED, null);

        FakeBundle(String name, String state, String restart, String... dependsOn) {
            Map<String, Object> attributes = new TreeMap<>(
                    Map.of("name", name, "state", state, "restart", restart, "depends_on", List.of(dependsOn)));
            manifest = ManifestReader.ofBundle(attributes, "Bundle " + name);
        }

        void stands(Look.Standing standing, String problem) {
            look = new Look(standing, problem);
            launcher.bundles().changed(this, look);
        }

        @Override
        public Manifest manifest() {
            return manifest;
        }

        @Override
        public long id() {
            return 77;
        }

        @Override
        public String symbolicName() {
            return "com.example." + manifest.name();
        }

        @Override
        public String location() {
            return "mvn:com.example/" + manifest.name();
        }

        @Override
        public Look look() {
            return look;
        }

        @Override
        public void start(boolean lasting) {
            calls.add("start " + lasting);
            stands(Look.Standing.ACTIVE, null);
        }

        @Override
        public void stop(boolean lasting) {
            calls.add("stop " + lasting);
            stands(Look.Standing.STOPPED, null);
        }
    }

    private FakeBundle found(FakeBundle bundle) {
        launcher.bundles().found(bundle);
        return bundle;
    }

    @Test
    void aBundleStartsAndStopsLikeAProcess() {
        FakeBundle lamp = found(new FakeBundle("lamp", "enabled", "never"));
        awaitPhase("lamp", ModulePhase.READY);
        ModuleStatus status = status("lamp");
        assertEquals(ModuleKind.BUNDLE, status.kind());
        assertEquals("bundle", status.runtime());
        assertEquals(0, status.pid());
        assertEquals("mvn:com.example/lamp", status.folder());
        assertEquals(ModulePhase.STOPPED, launcher.stop("lamp", "enough").phase());
        assertNull(status("lamp").exitCode());
        assertEquals(ModulePhase.READY, launcher.start("lamp").phase());
        assertEquals(ModulePhase.READY, launcher.restart("lamp", null).phase());
        assertEquals(List.of("start true", "stop true", "start true", "stop false", "start true"), lamp.calls);
        assertEquals(
                List.of("module.starting", "module.started", "module.stopped"),
                hub.launcherSubjects("lamp").subList(0, 3));
        assertTrue(hub.published.stream().noneMatch(event -> event.subject().equals("module.shutdown")));
    }

    @Test
    void whatOthersDoWithTheBundleIsSeen() {
        FakeBundle lamp = found(new FakeBundle("lamp", "manual", "never"));
        await("lamp", () -> launcher.find("lamp").isPresent());
        assertEquals(ModulePhase.STOPPED, status("lamp").phase());
        lamp.stands(Look.Standing.ACTIVE, null);
        awaitPhase("lamp", ModulePhase.READY);
        lamp.stands(Look.Standing.STOPPED, null);
        await(
                "its end",
                () -> "stopped as a bundle".equals(status("lamp").reason())
                        && status("lamp").phase() == ModulePhase.STOPPED);
        assertFalse(status("lamp").desiredRunning());
    }

    @Test
    void aBundleThatFailsShowsItAndComesBackIfItIsTo() {
        FakeBundle lamp = found(new FakeBundle("lamp", "enabled", "never"));
        FakeBundle fan = found(new FakeBundle("fan", "enabled", "on-failure"));
        awaitPhase("lamp", ModulePhase.READY);
        awaitPhase("fan", ModulePhase.READY);
        lamp.stands(Look.Standing.FAILED, "component Bulb could not be activated: broken");
        awaitPhase("lamp", ModulePhase.FAILED);
        assertEquals(
                "component Bulb could not be activated: broken", status("lamp").reason());
        fan.stands(Look.Standing.FAILED, "component Rotor could not be activated: stuck");
        await(
                "the second run",
                () -> status("fan").incarnation() == 2 && status("fan").phase() == ModulePhase.READY);
        assertEquals(List.of("start true", "stop false", "start true"), fan.calls);
    }

    @Test
    void bundlesAndProcessesNeedEachOther() throws Exception {
        found(new FakeBundle("lamp", "enabled", "never", "alpha"));
        await("lamp to wait", () -> status("lamp").why() != null);
        assertEquals(Why.Code.DEPENDENCY_MISSING, status("lamp").why().code());
        dropSh("beta", "depends_on: [lamp]", READY);
        dropSh("alpha", "", READY);
        launcher.rescan();
        awaitPhase("beta", ModulePhase.READY);
        assertEquals(
                List.of(List.of("alpha"), List.of("lamp"), List.of("beta")),
                launcher.dependencies().levels());
    }

    @Test
    void aTakenNameIsToldAndADisabledBundleDoesNotRun() throws Exception {
        dropSh("lamp", "", READY);
        launcher.rescan();
        awaitPhase("lamp", ModulePhase.READY);
        FakeBundle second = found(new FakeBundle("lamp", "enabled", "never"));
        ModuleStatus left = status("bundle/com.example.lamp");
        assertEquals(Why.Code.NAME_TAKEN, left.why().code());
        assertEquals(ModulePhase.FAILED, left.phase());
        launcher.bundles().gone(second);
        assertTrue(launcher.find("bundle/com.example.lamp").isEmpty());
        FakeBundle off = new FakeBundle("fan", "disabled", "never");
        off.look = new Look(Look.Standing.ACTIVE, null);
        found(off);
        await("its stop", () -> off.calls.equals(List.of("stop true")));
        launcher.bundles().refused("mvn:bad", "its state is odd");
        assertEquals("its state is odd", status("bundle/mvn:bad").reason());
        assertThrows(RuntimeException.class, () -> launcher.start("bundle/mvn:bad"));
    }

    @Test
    void anUninstalledBundleIsNoModule() {
        FakeBundle lamp = found(new FakeBundle("lamp", "enabled", "never"));
        awaitPhase("lamp", ModulePhase.READY);
        launcher.bundles().gone(lamp);
        await("lamp to be gone", () -> launcher.find("lamp").isEmpty());
    }

    @Test
    void theEndOfTheLauncherLeavesBundlesAsTheyAre() {
        FakeBundle lamp = found(new FakeBundle("lamp", "enabled", "never"));
        awaitPhase("lamp", ModulePhase.READY);
        launcher.close();
        launcher.bundles().gone(lamp);
        assertEquals(List.of("start true"), lamp.calls);
    }
}
