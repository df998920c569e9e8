package dev.osprey.launcher.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.module.ModuleLogs;
import dev.osprey.tool.ToolException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ModuleLogsToolTest {

    private static final ModuleLogs.Line OUT = line("a-0", ModuleLogs.Stream.OUT, "one");
    private static final ModuleLogs.Line ERR = line("a-4", ModuleLogs.Stream.ERR, "two");

    private final FakeLauncher launcher = new FakeLauncher();
    private final FakeLogs logs = new FakeLogs();
    private final ModuleLogsTool tool = new ModuleLogsTool(logs, new Desk(launcher, launcher));

    private static ModuleLogs.Line line(String cursor, ModuleLogs.Stream stream, String text) {
        return new ModuleLogs.Line(cursor, Instant.EPOCH, stream, text);
    }

    private static Map<String, Object> entry(ModuleLogs.Line line) {
        return ModuleJson.of(line);
    }

    /** Two lines, and whoever follows. */
    private static final class FakeLogs implements ModuleLogs {

        final BlockingQueue<String> followed = new LinkedBlockingQueue<>();
        final CountDownLatch closed = new CountDownLatch(1);
        volatile Listener listener;
        volatile Query query;

        @Override
        public Page page(String name, Query query) {
            this.query = query;
            return new Page(List.of(OUT, ERR), false, true);
        }

        @Override
        public Following follow(String name, String after, Listener listener) {
            this.listener = listener;
            followed.add(name + " " + after);
            return closed::countDown;
        }
    }

    @Test
    void aPageComesWithItsCursors() {
        Object page = tool.call(
                Map.of("name", "clock", "lines", 50, "before", "a-9", "stream", "err"),
                new FakeCall(FakeLauncher.OPERATOR));
        assertEquals(new ModuleLogs.Query("a-9", null, 50, ModuleLogs.Stream.ERR), logs.query);
        assertEquals(
                Map.of("name", "clock", "entries", List.of(entry(OUT), entry(ERR)), "reset", false, "more", true),
                page);
    }

    @Test
    void onlyThoseWhoMayReadTheLogOfThisModule() {
        FakeCall call = new FakeCall(FakeLauncher.MODULE);
        ToolException denied = assertThrows(ToolException.class, () -> tool.call(Map.of("name", "clock"), call));
        assertEquals("camera may not module.log on clock", denied.getMessage());
    }

    @Test
    void whoFollowsGetsWhatIsThereAndThenWhatComesUntilTheyLeave() throws Exception {
        FakeCall call = new FakeCall(FakeLauncher.OPERATOR);
        CompletableFuture<Object> result = CompletableFuture.supplyAsync(
                () -> tool.call(Map.of("name", "clock", "follow", true, "stream", "out"), call));
        assertEquals("clock a-4", logs.followed.poll(20, TimeUnit.SECONDS));
        logs.listener.onLines(List.of(ERR));
        logs.listener.onLines(List.of(OUT));
        logs.listener.onGap(7);
        assertEquals(Map.of("entries", List.of(entry(OUT))), call.parts.poll(20, TimeUnit.SECONDS));
        assertEquals(Map.of("entries", List.of(entry(OUT))), call.parts.poll(20, TimeUnit.SECONDS));
        assertEquals(Map.of("gap", 7L), call.parts.poll(20, TimeUnit.SECONDS));
        call.cancel();
        assertEquals(List.of(), ((Map<?, ?>) result.get(20, TimeUnit.SECONDS)).get("entries"));
        assertTrue(logs.closed.await(20, TimeUnit.SECONDS));
        logs.listener.onLines(List.of(OUT));
        assertTrue(call.parts.isEmpty());
    }

    @Test
    void aModuleThatIsRemovedEndsTheCall() throws Exception {
        FakeCall call = new FakeCall(FakeLauncher.OPERATOR);
        CompletableFuture<Object> result =
                CompletableFuture.supplyAsync(() -> tool.call(Map.of("name", "clock", "follow", true), call));
        assertEquals("clock a-4", logs.followed.poll(20, TimeUnit.SECONDS));
        logs.listener.onEnd();
        result.get(20, TimeUnit.SECONDS);
    }
}
