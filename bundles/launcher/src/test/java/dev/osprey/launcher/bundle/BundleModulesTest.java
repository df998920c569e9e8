package dev.osprey.launcher.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.launcher.bundle.Look.Standing;
import dev.osprey.launcher.bundle.parts.Part;
import dev.osprey.launcher.bundle.parts.Starter;
import dev.osprey.module.ModuleState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

@Timeout(60)
class BundleModulesTest {

    private static final String CLASSES = "dev/osprey/launcher/bundle/parts/";

    @TempDir
    Path folder;

    private Framework framework;
    private BundleContext context;
    private BundleModules modules;
    private final List<String> heard = new ArrayList<>();
    private final List<BundleBody> bodies = new ArrayList<>();

    private final class Watcher implements BundleWatcher {
        @Override
        public void found(BundleBody body) {
            bodies.add(body);
            hear("found " + body.manifest().name() + " " + body.look().standing());
        }

        @Override
        public void changed(BundleBody body, Look look) {
            hear(body.manifest().name() + " " + look.standing() + (look.problem() == null ? "" : " " + look.problem()));
        }

        @Override
        public void gone(BundleBody body) {
            hear("gone " + body.manifest().name());
        }

        @Override
        public void refused(String location, String problem) {
            hear("refused " + location + " " + problem);
        }
    }

    private void hear(String text) {
        synchronized (heard) {
            heard.add(text);
        }
    }

    private List<String> heard() {
        synchronized (heard) {
            List<String> all = List.copyOf(heard);
            heard.clear();
            return all;
        }
    }

    @BeforeEach
    void start() throws Exception {
        String packages = List.of(
                        "org.osgi.service.component;version=1.5.0",
                        "org.osgi.service.component.runtime;version=1.5.0",
                        "org.osgi.service.component.runtime.dto;version=1.5.0",
                        "org.osgi.util.promise;version=1.2.0",
                        "org.osgi.util.function;version=1.2.0")
                .stream()
                .collect(Collectors.joining(","));
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        folder.toString(),
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        packages,
                        "felix.log.level",
                        "0"));
        framework.start();
        context = framework.getBundleContext();
    }

    @AfterEach
    void stop() throws Exception {
        if (modules != null) {
            modules.close();
        }
        System.clearProperty("test.refuse.b");
        System.clearProperty("test.cling.b");
        framework.stop();
        framework.waitForStop(10_000);
    }

    private void open(ServiceComponentRuntime components) {
        modules = new BundleModules(context, components, new Watcher());
        modules.open();
    }

    private ServiceComponentRuntime runtime() throws Exception {
        Path scr = Path.of(Class.forName("org.apache.felix.scr.impl.Activator")
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        context.installBundle(scr.toUri().toString()).start();
        return context.getService(context.getServiceReference(ServiceComponentRuntime.class));
    }

    /** A bundle in memory. */
    private static InputStream jar(String name, String capability, String component) throws Exception {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.putValue("Manifest-Version", "1.0");
        main.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        main.putValue(Constants.BUNDLE_SYMBOLICNAME, name);
        main.putValue(Constants.BUNDLE_ACTIVATOR, Starter.class.getName());
        main.putValue(Constants.IMPORT_PACKAGE, "org.osgi.framework");
        if (capability != null) {
            main.putValue(Constants.PROVIDE_CAPABILITY, capability);
        }
        if (component != null) {
            main.putValue("Service-Component", "OSGI-INF/part.xml");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            for (Class<?> type : List.of(Starter.class, Part.class)) {
                String path = CLASSES + type.getSimpleName() + ".class";
                jar.putNextEntry(new JarEntry(path));
                try (InputStream in = BundleModulesTest.class.getClassLoader().getResourceAsStream(path)) {
                    in.transferTo(jar);
                }
            }
            if (component != null) {
                jar.putNextEntry(new JarEntry("OSGI-INF/part.xml"));
                jar.write(component.getBytes(StandardCharsets.UTF_8));
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    private static String component(boolean broken) {
        return "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.3.0\" name=\"part\" immediate=\"true\""
                + " activate=\"activate\"><implementation class=\"" + Part.class.getName() + "\"/>"
                + "<property name=\"broken\" value=\"" + broken + "\"/></scr:component>";
    }

    private Bundle install(String name, String capability, String component) throws Exception {
        return context.installBundle("test:" + name, jar(name, capability, component));
    }

    private static String module(String name, String more) {
        return "osprey.module;osprey.module=" + name + more;
    }

    @Test
    void aStoppedBundleIsKnownAndOneWithoutTheCapabilityIsNot() throws Exception {
        install("plain", null, null).start();
        install("b", module("b", ";state=manual;display_name=\"\";depends_on:List<String>=\"x,y\""), null);
        open(null);
        assertEquals(List.of("found b STOPPED"), heard());
        BundleBody body = bodies.get(0);
        assertEquals(ModuleState.MANUAL, body.manifest().state());
        assertEquals("b", body.manifest().displayName());
        assertEquals(List.of("x", "y"), body.manifest().dependsOn());
        assertEquals("b test:b", body.symbolicName() + " " + body.location());
    }

    @Test
    void whatOthersDoWithABundleIsTold() throws Exception {
        open(null);
        Bundle bundle = install("b", module("b", ""), null);
        bundle.start();
        bundle.stop();
        bundle.uninstall();
        assertEquals(
                List.of("found b STOPPED", "b STARTING", "b ACTIVE", "b STOPPING", "b STOPPED", "gone b"), heard());
    }

    @Test
    void anUpdateBringsTheNewCapability() throws Exception {
        open(null);
        Bundle bundle = install("b", module("b", ""), null);
        bundle.start();
        heard();
        bundle.update(jar("b", module("c", ""), null));
        List<String> told = heard();
        assertTrue(told.indexOf("gone b") < told.indexOf("found c STOPPED"), told::toString);
        assertTrue(told.contains("c ACTIVE"), told::toString);
        bundle.update(jar("b", null, null));
        assertTrue(heard().contains("gone c"));
        bundle.update(jar("b", module("d", ""), null));
        assertTrue(heard().contains("d ACTIVE"));
    }

    @Test
    void whyOneDoesNotStartIsSaidInItsOwnWords() throws Exception {
        open(null);
        Bundle bundle = install("b", module("b", ""), null);
        BundleBody body = bodies.get(0);
        System.setProperty("test.refuse.b", "true");
        String message = assertThrows(BundleFailedException.class, () -> body.start(true))
                .getMessage();
        assertEquals("b did not start: IllegalStateException: b has no licence", message);
        modules.look();
        assertEquals(new Look(Standing.FAILED, "IllegalStateException: b has no licence"), body.look());
        System.clearProperty("test.refuse.b");
        body.start(true);
        assertEquals(Standing.ACTIVE, body.look().standing());
        System.setProperty("test.cling.b", "true");
        assertTrue(assertThrows(BundleFailedException.class, () -> body.stop(true))
                .getMessage()
                .contains("b clings"));
        assertEquals(Standing.STOPPED, body.look().standing());
        body.stop(true);
        assertEquals(Bundle.RESOLVED, bundle.getState());
    }

    @Test
    void oneThatCannotBeResolvedSaysWhatIsMissing() throws Exception {
        open(null);
        install("b", module("b", ""), null).update(unresolvable());
        BundleBody body = bodies.get(bodies.size() - 1);
        String message = assertThrows(BundleFailedException.class, () -> body.start(false))
                .getMessage();
        assertTrue(message.contains("no.such.thing"), message);
        assertEquals(Standing.FAILED, body.look().standing());
    }

    private static InputStream unresolvable() throws Exception {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.putValue("Manifest-Version", "1.0");
        main.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        main.putValue(Constants.BUNDLE_SYMBOLICNAME, "b");
        main.putValue(Constants.REQUIRE_CAPABILITY, "no.such.thing");
        main.putValue(Constants.PROVIDE_CAPABILITY, module("b", ""));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new JarOutputStream(bytes, manifest).close();
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    @Test
    void aStartThatTheFrameworkTriedAndFailedIsTold() throws Exception {
        System.setProperty("test.refuse.b", "true");
        framework.adapt(FrameworkStartLevel.class).setStartLevel(5);
        open(null);
        Bundle bundle = install("b", module("b", ""), null);
        bundle.adapt(BundleStartLevel.class).setStartLevel(20);
        bundle.start();
        framework.adapt(FrameworkStartLevel.class).setStartLevel(30);
        await("b FAILED IllegalStateException: b has no licence");
    }

    private void await(String text) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        boolean there = false;
        while (!there && System.nanoTime() < end) {
            modules.look();
            synchronized (heard) {
                there = heard.contains(text);
            }
        }
        assertTrue(there, () -> heard().toString());
    }

    @Test
    void aComponentThatCannotBeActivatedFailsItsBundle() throws Exception {
        open(runtime());
        install("b", module("b", ""), component(true)).start();
        await("b FAILED component part failed: java.lang.IllegalStateException: no port was configured");
    }

    @Test
    void aBundleWhoseComponentsAreWellIsActive() throws Exception {
        open(runtime());
        Bundle bundle = install("b", module("b", ""), component(false));
        bundle.start();
        await("b ACTIVE");
        bundle.stop();
        await("b STOPPED");
    }

    @Test
    void aCapabilityThatCannotBeUsedIsRefusedWithTheReason() throws Exception {
        open(null);
        install("b", module("b", ";state=often"), null);
        install("c", module("\"../c\"", ""), null);
        List<String> told = heard();
        assertEquals("refused test:b Bundle b: state is often; use enabled, manual or disabled", told.get(0));
        assertTrue(told.get(1).startsWith("refused test:c Bundle c: name is \"../c\"; use 1 to 128"), told.get(1));
    }
}
