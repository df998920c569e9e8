package dev.osprey.watchdog.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.osprey.access.AccessControl;
import dev.osprey.access.Grant;
import dev.osprey.access.Permission;
import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.access.Verdict;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolException;
import dev.osprey.watchdog.check.Look;
import dev.osprey.watchdog.check.Reading;
import dev.osprey.watchdog.course.Stage;
import dev.osprey.watchdog.round.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WatchToolsTest {

    private static final Standing STANDING = new Standing(
            "m",
            3,
            Stage.GAVE_UP,
            true,
            null,
            "health",
            "answered 500",
            Instant.EPOCH,
            3,
            Instant.EPOCH.plusSeconds(600),
            "e1",
            List.of(new Reading("health", Look.bad("answered 500", 3))));

    private static final ModuleWatch WATCH = new ModuleWatch() {
        @Override
        public boolean acts() {
            return true;
        }

        @Override
        public List<Standing> standings() {
            return List.of(STANDING);
        }

        @Override
        public Duration silentFor() {
            return Duration.ZERO;
        }

        @Override
        public CompletableFuture<Standing> resume(String module) {
            return CompletableFuture.completedFuture(module.equals("m") ? STANDING : null);
        }

        @Override
        public List<String> evidence() {
            return List.of("e1");
        }

        @Override
        public Optional<Map<String, Object>> evidence(String id) {
            return id.equals("e1") ? Optional.of(Map.of("module_id", "m", "log", "lines")) : Optional.empty();
        }
    };

    private static final JvmWatch JVM = new JvmWatch() {
        @Override
        public List<Reading> readings() {
            return List.of(new Reading("jvm.heap", Look.GOOD));
        }

        @Override
        public String trouble() {
            return null;
        }
    };

    /** Allows reading the log of {@code m} to operators. */
    private static final AccessControl ACCESS = new AccessControl() {
        @Override
        public Verdict verdict(Principal principal, Permission permission, String resource) {
            boolean may =
                    permission == Permission.MODULE_LOG && resource.equals("m") && principal.role() == Role.OPERATOR;
            return new Verdict(may, may ? "operators may" : "viewers may not", may ? null : "ask an operator");
        }

        @Override
        public void check(Principal principal, Permission permission, String resource) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long epoch() {
            return 0;
        }

        @Override
        public void grant(String principal, Permission permission, String resourceGlob) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean revoke(String principal, Permission permission, String resourceGlob) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Grant> grants() {
            return List.of();
        }
    };

    private record Call(Principal principal) implements ToolCall {

        static Call by(Role role) {
            return new Call(Principal.of("someone", role));
        }

        @Override
        public String id() {
            return "c1";
        }

        @Override
        public Instant deadline() {
            return Instant.MAX;
        }

        @Override
        public boolean cancelled() {
            return false;
        }

        @Override
        public void onCancel(Runnable action) {}

        @Override
        public void chunk(Object part) {}

        @Override
        public void progress(double done, String message) {}
    }

    @Test
    void theStatusTellsOfModulesAndOfTheJvm() {
        Map<?, ?> answer = (Map<?, ?>) new WatchdogStatusTool(WATCH, JVM).call(Map.of(), Call.by(Role.VIEWER));
        Map<?, ?> module = (Map<?, ?>) ((List<?>) answer.get("modules")).get(0);
        assertEquals("act", answer.get("mode"));
        assertEquals("gave_up", module.get("stage"));
        assertEquals("1970-01-01T00:10:00Z", module.get("until"));
        assertEquals("e1", module.get("evidence_id"));
        assertEquals("bad", ((Map<?, ?>) ((List<?>) module.get("checks")).get(0)).get("level"));
        assertEquals(true, ((Map<?, ?>) answer.get("jvm")).get("well"));
    }

    @Test
    void aNameThatNobodyHasIsNotFound() {
        WatchdogStatusTool status = new WatchdogStatusTool(WATCH, JVM);
        ToolException refused =
                assertThrows(ToolException.class, () -> status.call(Map.of("name", "x"), Call.by(Role.VIEWER)));
        assertEquals(ToolException.NOT_FOUND, refused.code());
        WatchdogResumeTool resume = new WatchdogResumeTool(WATCH);
        refused = assertThrows(ToolException.class, () -> resume.call(Map.of("name", "x"), Call.by(Role.OPERATOR)));
        assertEquals(ToolException.NOT_FOUND, refused.code());
        assertEquals("m", ((Map<?, ?>) resume.call(Map.of("name", "m"), Call.by(Role.OPERATOR))).get("name"));
    }

    @Test
    void evidenceNeedsTheRightToReadTheModulesLog() {
        WatchdogEvidenceTool tool = new WatchdogEvidenceTool(WATCH, ACCESS);
        assertEquals(Map.of("items", List.of("e1")), tool.call(Map.of(), Call.by(Role.VIEWER)));
        ToolException refused =
                assertThrows(ToolException.class, () -> tool.call(Map.of("id", "e1"), Call.by(Role.VIEWER)));
        assertEquals(ToolException.DENIED, refused.code());
        assertEquals("lines", ((Map<?, ?>) tool.call(Map.of("id", "e1"), Call.by(Role.OPERATOR))).get("log"));
        refused = assertThrows(ToolException.class, () -> tool.call(Map.of("id", "e2"), Call.by(Role.OPERATOR)));
        assertEquals(ToolException.NOT_FOUND, refused.code());
    }
}
