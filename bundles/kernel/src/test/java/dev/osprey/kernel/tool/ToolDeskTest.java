package dev.osprey.kernel.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.tool.ToolException;
import dev.osprey.tool.ToolInfo;
import dev.osprey.tool.ToolObserver;
import dev.osprey.tool.ToolRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ToolDeskTest {

    private final Desk desk = new Desk();
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicBoolean interrupted = new AtomicBoolean();

    @AfterEach
    void close() {
        release.countDown();
        desk.close();
    }

    /** A tool that works until it is interrupted or released. */
    private Object untilReleased() {
        started.countDown();
        try {
            release.await();
        } catch (InterruptedException stop) {
            interrupted.set(true);
        }
        return "late";
    }

    private static String codeOf(Call call) {
        return Desk.code(call::await);
    }

    @Test
    void personWhoseCredentialHasEndedCallsNothing() {
        desk.add(1, "test.echo", (input, call) -> input);
        Principal gone = new Principal("olga", Role.OPERATOR, "ended");
        assertEquals("denied", Desk.code(() -> desk.call(gone, "test.echo", null)));
        assertEquals("ok", Desk.code(() -> desk.call(Desk.OPERATOR, "test.echo", null)));
    }

    @Test
    void aCallPassesItsInputAndGivesTheResult() {
        desk.add(
                10,
                "test.echo",
                (input, call) ->
                        Map.of("n", input.get("n"), "who", call.principal().name()));
        assertEquals(
                Map.of("n", 7, "who", "olga"), desk.call("test.echo", "n", 7).await());
        assertEquals(List.of("olga test tool.call test.echo ok"), desk.audit.lines);
    }

    @Test
    void eachRefusalHasItsCodeAndItsAuditLine() {
        desk.add(10, "test.echo", (input, call) -> null, "osprey.tool.role", "operator");
        assertEquals("not_found", Desk.code(() -> desk.call("test.none")));
        assertEquals("denied", Desk.code(() -> desk.call(Desk.VIEWER, "test.echo", null)));
        assertEquals("denied", Desk.code(() -> desk.call(Desk.VIEWER, "test.echo", null, "n", "bad")));
        assertEquals("invalid_input", Desk.code(() -> desk.call("test.echo", "n", "bad")));
        assertEquals("invalid_input", Desk.code(() -> desk.call("test.echo", "n", new Object())));
        assertEquals("invalid_input", Desk.code(() -> desk.call("test.echo", "n", Double.NaN)));
        assertEquals(
                List.of("not_found", "denied", "denied", "invalid_input", "invalid_input", "invalid_input"),
                desk.audit.lines.stream()
                        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                        .toList());
        assertEquals(0, desk.room.running());
    }

    @Test
    void modulesCallWhatTheyWereGranted() {
        desk.add(10, "test.granted", (input, call) -> 1, "osprey.tool.role", "admin");
        desk.add(11, "test.other", (input, call) -> 1, "osprey.tool.role", "viewer");
        assertEquals(1, desk.call(Desk.MODULE, "test.granted", null).await());
        ToolException denied = assertThrows(ToolException.class, () -> desk.call(Desk.MODULE, "test.other", null));
        assertEquals("grant it", denied.remedy());
        assertEquals("denied", Desk.code(() -> desk.call(Desk.OPERATOR, "test.granted", null)));
    }

    @Test
    void aResultOfArraysAndMapsIsCopied() {
        List<Object> mutable = new ArrayList<>(List.of(1));
        desk.add(10, "test.arrays", (input, call) -> new Object[] {new int[] {1, 2}, mutable, null, 1.5, true});
        Object result = desk.call("test.arrays").await();
        mutable.add(2);
        assertEquals(Arrays.asList(List.of(1, 2), List.of(1), null, 1.5, true), result);
    }

    @Test
    void whatJsonCannotSayIsAnInternalFault() {
        List<Object> circle = new ArrayList<>();
        circle.add(circle);
        for (Object bad : List.of(new Object(), Map.of(1, 2), Double.NaN, circle, Duration.ZERO)) {
            desk.add(10, "test.bad", (input, call) -> bad);
            assertEquals(
                    "internal", codeOf(desk.call("test.bad")), bad.getClass().getName());
        }
    }

    @Test
    void aFaultOfTheToolIsInternalAndTellsTheCallerNothing() {
        for (Throwable fault : List.of(
                new IllegalStateException("secret"), new NoClassDefFoundError("secret"), new StackOverflowError())) {
            desk.add(10, "test.fault", (input, call) -> sneak(fault));
            ToolException failure = assertThrows(
                    ToolException.class, () -> desk.call("test.fault").await());
            assertEquals("internal", failure.code());
            assertFalse((failure.getMessage() + failure.remedy()).contains("secret"));
            assertNull(failure.getCause());
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> Object sneak(Throwable fault) throws T {
        throw (T) fault;
    }

    @Test
    void anExpectedFailurePassesThrough() {
        desk.add(10, "test.conflict", (input, call) -> {
            throw new ToolException(ToolException.CONFLICT, "running already", "stop it");
        });
        ToolException failure = assertThrows(
                ToolException.class, () -> desk.call("test.conflict").await());
        assertEquals(
                "conflict running already stop it",
                failure.code() + " " + failure.getMessage() + " " + failure.remedy());
        assertEquals(List.of("olga test tool.call test.conflict conflict"), desk.audit.lines);
    }

    @Test
    void theResultFailsWithTheToolExceptionItself() {
        desk.add(10, "test.fault", (input, call) -> sneak(new IllegalStateException()));
        AtomicReference<Throwable> failure = new AtomicReference<>();
        desk.call("test.fault").result().whenComplete((value, fault) -> failure.set(fault));
        Desk.await(() -> failure.get() != null);
        assertEquals(ToolException.class, failure.get().getClass());
    }

    @Test
    void theDeadlineEndsTheCallAndInterruptsTheTool() throws InterruptedException {
        CountDownLatch cancelled = new CountDownLatch(1);
        desk.add(10, "test.slow", (input, call) -> {
            call.onCancel(cancelled::countDown);
            return untilReleased();
        });
        Call call = desk.call(Desk.OPERATOR, "test.slow", Duration.ofMillis(50));
        assertEquals("timeout", codeOf(call));
        assertTrue(cancelled.await(20, TimeUnit.SECONDS));
        Desk.await(interrupted::get);
        Desk.await(() -> desk.room.running() == 0);
        assertEquals(List.of("olga test tool.call test.slow timeout"), desk.audit.lines);
    }

    @Test
    void aCallerCannotAskForMoreTimeThanTheToolAllows() {
        desk.add(10, "test.slow", (input, call) -> untilReleased(), "osprey.tool.timeout", 1);
        Call call = desk.call(Desk.OPERATOR, "test.slow", Duration.ofHours(1));
        assertEquals("timeout", codeOf(call));
    }

    @Test
    void cancelRunsTheActionsOnceAndTheLateResultIsDropped() throws InterruptedException {
        List<String> actions = new CopyOnWriteArrayList<>();
        AtomicReference<Boolean> seen = new AtomicReference<>();
        desk.add(10, "test.slow", (input, call) -> {
            call.onCancel(() -> actions.add("first"));
            Object late = untilReleased();
            seen.set(call.cancelled());
            call.onCancel(() -> actions.add("after"));
            return late;
        });
        Call call = desk.call("test.slow");
        assertTrue(started.await(20, TimeUnit.SECONDS));
        call.cancel();
        call.cancel();
        assertEquals("cancelled", codeOf(call));
        Desk.await(() -> actions.size() == 2);
        assertEquals(true, seen.get());
        Desk.await(() -> desk.room.running() == 0);
        assertEquals(List.of("olga test tool.call test.slow cancelled"), desk.audit.lines);
    }

    @Test
    void aToolThatIgnoresItsEndKeepsItsRoomUntilItIsDone() throws InterruptedException {
        AtomicBoolean stop = new AtomicBoolean();
        desk.add(10, "test.stubborn", (input, call) -> {
            started.countDown();
            while (!stop.get()) {
                Thread.onSpinWait();
            }
            return null;
        });
        Call call = desk.call("test.stubborn");
        assertTrue(started.await(20, TimeUnit.SECONDS));
        call.cancel();
        assertEquals("cancelled", codeOf(call));
        assertEquals(1, desk.room.running());
        stop.set(true);
        Desk.await(() -> desk.room.running() == 0);
    }

    @Test
    void moreCallsThanThereIsRoomForAreBusy() {
        desk.add(10, "test.a", (input, call) -> untilReleased());
        desk.add(11, "test.b", (input, call) -> untilReleased());
        desk.add(12, "test.c", (input, call) -> 1);
        List<Call> calls = List.of(desk.call("test.a"), desk.call("test.a"));
        assertEquals("busy", Desk.code(() -> desk.call("test.a")));
        assertEquals(1, desk.call("test.c").await());
        Desk.await(() -> desk.room.running() == 2);
        List<Call> more = List.of(desk.call("test.b"), desk.call("test.b"));
        assertEquals("busy", Desk.code(() -> desk.call("test.c")));
        release.countDown();
        calls.forEach(call -> assertEquals("late", call.await()));
        more.forEach(call -> assertEquals("late", call.await()));
        Desk.await(() -> desk.room.running() == 0);
        assertEquals(1, desk.call("test.c").await());
    }

    @Test
    void callsOfAToolThatGoesAreCancelled() throws InterruptedException {
        desk.add(10, "test.slow", (input, call) -> untilReleased());
        Call call = desk.call("test.slow");
        assertTrue(started.await(20, TimeUnit.SECONDS));
        desk.tools.remove(10);
        assertEquals("cancelled", codeOf(call));
        Desk.await(interrupted::get);
        assertEquals("not_found", Desk.code(() -> desk.call("test.slow")));
    }

    @Test
    void partsAndProgressArriveInOrderAndNoneAfterTheEnd() throws InterruptedException {
        List<Object> seen = new CopyOnWriteArrayList<>();
        CountDownLatch first = new CountDownLatch(1);
        AtomicReference<String> afterwards = new AtomicReference<>();
        desk.add(10, "test.parts", (input, call) -> {
            call.progress(0.5, "half");
            call.chunk(List.of(1));
            untilReleased();
            afterwards.set(Desk.code(() -> call.chunk("too late")));
            return null;
        });
        ToolObserver observer = new ToolObserver() {
            @Override
            public void onChunk(Object part) {
                seen.add(part);
                first.countDown();
            }

            @Override
            public void onProgress(double done, String message) {
                seen.add(message + done);
            }
        };
        Call call =
                (Call) desk.tools.call(new ToolRequest(Desk.OPERATOR, "test", "test.parts", Map.of(), null), observer);
        assertTrue(first.await(20, TimeUnit.SECONDS));
        call.cancel();
        assertEquals("cancelled", codeOf(call));
        Desk.await(() -> afterwards.get() != null);
        assertEquals("cancelled", afterwards.get());
        assertEquals(List.of("half0.5", List.of(1)), seen);
    }

    @Test
    void aDeliveryInProgressEndsBeforeTheOutcomeIsTold() throws InterruptedException {
        AtomicBoolean inside = new AtomicBoolean();
        CountDownLatch delivering = new CountDownLatch(1);
        desk.add(10, "test.parts", (input, call) -> {
            call.chunk(1);
            return null;
        });
        ToolObserver slow = new ToolObserver() {
            @Override
            public void onChunk(Object part) {
                inside.set(true);
                delivering.countDown();
                untilReleased();
                inside.set(false);
            }
        };
        Call call = (Call) desk.tools.call(new ToolRequest(Desk.OPERATOR, "test", "test.parts", Map.of(), null), slow);
        assertTrue(delivering.await(20, TimeUnit.SECONDS));
        call.cancel();
        assertEquals("cancelled", codeOf(call));
        assertFalse(inside.get());
    }

    @Test
    void aStuckObserverCannotHoldTheTimeoutBackForEver() throws InterruptedException {
        AtomicBoolean stop = new AtomicBoolean();
        desk.add(10, "test.parts", (input, call) -> {
            call.chunk(1);
            return null;
        });
        ToolObserver stuck = new ToolObserver() {
            @Override
            public void onChunk(Object part) {
                while (!stop.get()) {
                    Thread.onSpinWait();
                }
            }
        };
        Call call = (Call) desk.tools.call(
                new ToolRequest(Desk.OPERATOR, "test", "test.parts", Map.of(), Duration.ofMillis(50)), stuck);
        assertEquals("timeout", codeOf(call));
        stop.set(true);
    }

    @Test
    void anInterruptOfOneCallNeverReachesTheNext() {
        AtomicBoolean stray = new AtomicBoolean();
        desk.add(10, "test.quick", (input, call) -> {
            if (Thread.currentThread().isInterrupted() && !call.cancelled()) {
                stray.set(true);
            }
            return 1;
        });
        for (int i = 0; i < 500; i++) {
            Call call = desk.call("test.quick");
            call.cancel();
            Desk.code(call::await);
            Desk.await(() -> desk.room.running() == 0);
        }
        assertFalse(stray.get());
    }

    @Test
    void theFirstByRankingAndAgeHasTheName() {
        desk.add(10, "test.x", (input, call) -> "ten");
        desk.add(20, "test.x", (input, call) -> "twenty");
        assertEquals("ten", desk.call("test.x").await());
        desk.add(30, "test.x", (input, call) -> "ranked", "service.ranking", 5);
        assertEquals("ranked", desk.call("test.x").await());
        desk.tools.remove(30);
        assertEquals("ten", desk.call("test.x").await());
        desk.tools.remove(10);
        assertEquals("twenty", desk.call("test.x").await());
        desk.tools.remove(20);
        Desk.await(() -> desk.events.size() == 8);
        assertEquals(
                List.of(
                        "tool.added test.x bundle-1",
                        "tool.removed test.x bundle-1",
                        "tool.added test.x bundle-3",
                        "tool.removed test.x bundle-3",
                        "tool.added test.x bundle-1",
                        "tool.removed test.x bundle-1",
                        "tool.added test.x bundle-2",
                        "tool.removed test.x bundle-2"),
                desk.events);
    }

    @Test
    void eachBundleWithToolsIsAnEntryUntilItsLastToolGoes() {
        desk.add(10, "test.a", (input, call) -> 1);
        desk.add(11, "test.b", (input, call) -> 1);
        desk.add(20, "other.c", (input, call) -> 1);
        Desk.await(() -> desk.entries.size() == 2 && tools("bundle-1").equals(List.of("test.a", "test.b")));
        assertEquals("tool", desk.entries.get("bundle-1").document().get("module_type"));
        desk.tools.remove(10);
        Desk.await(() -> tools("bundle-1").equals(List.of("test.b")));
        desk.tools.remove(11);
        Desk.await(() -> desk.entries.keySet().equals(java.util.Set.of("bundle-2")));
    }

    private List<String> tools(String bundle) {
        return desk.entries.get(bundle).document().get("tools") instanceof Map<?, ?> tools
                ? tools.keySet().stream().map(String::valueOf).toList()
                : List.of();
    }

    @Test
    void closingCancelsWhatRuns() throws InterruptedException {
        desk.add(10, "test.slow", (input, call) -> untilReleased());
        Call call = desk.call("test.slow");
        assertTrue(started.await(20, TimeUnit.SECONDS));
        desk.close();
        assertEquals("cancelled", codeOf(call));
        assertTrue(desk.entries.isEmpty());
        assertEquals("cancelled", Desk.code(() -> desk.call("test.slow")));
    }

    @Test
    void aDefinitionIsReadWhole() {
        desk.add(
                10,
                "test.info",
                (input, call) -> 1,
                "osprey.tool.role",
                "viewer",
                "osprey.tool.timeout",
                5,
                "osprey.tool.readOnly",
                true);
        ToolInfo info = desk.tools.find("test.info").orElseThrow();
        assertEquals(Duration.ofSeconds(5), info.timeout());
        assertTrue(info.readOnly());
        assertEquals("bundle-1", info.bundle());
        assertEquals(List.of(info), desk.tools.list());
        assertThrows(UnsupportedOperationException.class, () -> info.input().clear());
    }

    @Test
    void aBadDefinitionIsRefused() {
        Object[][] bad = {
            {"osprey.tool.name", "Upper.case"},
            {"osprey.tool.name", "nodot"},
            {"osprey.tool.name", "a." + "b".repeat(200)},
            {"osprey.tool.name", 7},
            {"osprey.tool.description", " "},
            {"osprey.tool.input", "{\"type\":\"string\"}"},
            {"osprey.tool.input", "{}"},
            {"osprey.tool.output", "nonsense"},
            {"osprey.tool.role", "root"},
            {"osprey.tool.timeout", 0},
            {"osprey.tool.timeout", "5"},
        };
        for (Object[] property : bad) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> desk.add(10, "test.bad", (input, call) -> 1, property),
                    Arrays.toString(property));
        }
    }

    @Test
    void callsThatWaitTakeNoRoomFromOthers() {
        desk.add(1, "test.wait", (input, call) -> untilReleased(), "osprey.tool.concurrent", 6);
        desk.add(11, "test.echo", (input, call) -> input);
        List<Call> waiting = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            waiting.add(desk.call("test.wait"));
        }
        assertEquals("busy", Desk.code(() -> desk.call("test.wait")));
        assertEquals(Map.of("n", 1), desk.call("test.echo", "n", 1).await());
        release.countDown();
        waiting.forEach(Call::await);
        Desk.await(() -> Desk.code(() -> desk.call("test.wait").await()).equals("ok"));
    }

    @Test
    void whoLearnsOfTheOutcomeFindsRoomForTheNext() {
        desk.add(1, "test.echo", (input, call) -> input);
        for (int i = 0; i < 200; i++) {
            Call one = desk.call("test.echo");
            Call two = desk.call("test.echo");
            List<String> next = new CopyOnWriteArrayList<>();
            one.result()
                    .thenRun(() ->
                            next.add(Desk.code(() -> desk.call("test.echo").await())));
            one.await();
            two.await();
            Desk.await(() -> !next.isEmpty());
            assertEquals(List.of("ok"), next);
        }
    }
}
