package dev.osprey.streams;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.osprey.event.EventJournal;
import dev.osprey.event.Position;
import dev.osprey.event.StreamInfo;
import dev.osprey.system.Home;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;

/** The journal as a service in a real framework. */
class StreamsTest {

    @TempDir
    Path folder;

    private Framework framework;
    private BundleContext context;

    @BeforeEach
    void start() throws BundleException {
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE, folder.resolve("osgi").toString(), "felix.log.level", "0"));
        framework.start();
        context = framework.getBundleContext();
    }

    @AfterEach
    void stop() throws BundleException, InterruptedException {
        framework.stop();
        framework.waitForStop(10_000);
    }

    private Streams streams(Duration removal) {
        Home home = (Home) Proxy.newProxyInstance(
                Home.class.getClassLoader(), new Class<?>[] {Home.class}, (proxy, method, none) -> folder);
        return new Streams(context, home, removal);
    }

    /** The best one there is, or null. A reference may be of a journal that goes at this moment. */
    private EventJournal journal() {
        ServiceReference<EventJournal> reference = context.getServiceReference(EventJournal.class);
        EventJournal found = reference == null ? null : context.getService(reference);
        return found == null && reference != null ? journal() : found;
    }

    private static List<String> names(EventJournal journal) {
        return journal.streams().stream().map(StreamInfo::name).toList();
    }

    @Test
    void aChangeRegistersTheJournalAnewWithoutAMomentWithoutOneAndKeepsWhatWasKept() {
        ConfiguredStream lab = new ConfiguredStream(PlanTest.configuration(
                Map.of("name", "lab", "patterns", "lab.>", "storage", "memory", "max.bytes", "100000")));
        Streams streams = streams(Duration.ZERO);
        streams.addStream(lab);
        assertNull(journal());
        streams.begin();
        AtomicInteger there = new AtomicInteger(1);
        AtomicInteger least = new AtomicInteger(1);
        context.addServiceListener(event -> {
            boolean more = event.getType() == ServiceEvent.REGISTERED;
            boolean less = event.getType() == ServiceEvent.UNREGISTERING;
            least.accumulateAndGet(there.addAndGet(more ? 1 : less ? -1 : 0), Math::min);
        });
        EventJournal before = journal();
        assertEquals(List.of("module", "system", "task", "recent", "lab"), names(before));
        before.appender("lab.x").orElseThrow().append(Texts.one("lab.x", Long.MAX_VALUE / 2, 200));
        before.appender("task.x").orElseThrow().append(Texts.one("task.x", Long.MAX_VALUE / 2 + 1, 200));

        lab.change(PlanTest.configuration(Map.of(
                "name", "lab", "patterns", "lab.>", "storage", "memory", "max.bytes", "100000", "max.events", "7")));
        streams.updateStream(lab);
        EventJournal after = journal();
        assertNotSame(before, after);
        assertEquals(1, least.get());
        StreamInfo kept = after.streams().get(4);
        assertEquals(7, kept.maxEvents());
        assertEquals(1, kept.events());
        assertEquals(List.of(Long.MAX_VALUE / 2 + 1), Reading.replay(after, "task.x", Position.from(0)).numbers);

        ConfiguredStream off =
                new ConfiguredStream(PlanTest.configuration(Map.of("name", "system", "enabled", "false")));
        streams.addStream(off);
        assertEquals(List.of("module", "task", "recent", "lab"), names(journal()));
        streams.removeStream(off);
        streams.removeStream(lab);
        until(List.of("module", "system", "task", "recent"));
        assertEquals(Long.MAX_VALUE / 2 + 1, journal().last());
        streams.stop();
        assertNull(journal());
    }

    private void until(List<String> expected) {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (!names(journal()).equals(expected) && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertEquals(expected, names(journal()));
    }

    @Test
    void aStreamWhoseConfigurationGoesBecauseTheBundleStopsIsNotCut() {
        ConfiguredStream task =
                new ConfiguredStream(PlanTest.configuration(Map.of("name", "task", "max.events", "200000")));
        Streams streams = streams(Duration.ofSeconds(60));
        streams.addStream(task);
        streams.begin();
        EventJournal.Appender appender = journal().appender("task.x").orElseThrow();
        for (int i = 0; i < 110; i++) {
            appender.append(new Texts("task.x", 1 + i * 1_000L, 1_000, 0, true));
        }
        streams.removeStream(task);
        streams.stop();

        Streams next = streams(Duration.ZERO);
        next.addStream(task);
        next.begin();
        assertEquals(110_000, journal().streams().get(2).events());
        next.stop();
    }

    @Test
    void aRingOfAnotherSizeTellsThatWhatTheOldOneKeptIsGone() {
        ConfiguredStream recent = new ConfiguredStream(PlanTest.configuration(Map.of("name", "recent")));
        Streams streams = streams(Duration.ZERO);
        streams.addStream(recent);
        streams.begin();
        long number = Long.MAX_VALUE / 2;
        journal().appender("x").orElseThrow().append(Texts.one("x", number, 200));
        recent.change(PlanTest.configuration(Map.of("name", "recent", "max.bytes", "100000")));
        streams.updateStream(recent);
        assertNotNull(journal());
        Reading reading = Reading.replay(journal(), "x", Position.from(number));
        assertEquals(List.of(), reading.numbers);
        assertEquals(number, reading.gaps.get(0).last());
        streams.stop();
    }
}
