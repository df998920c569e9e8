package dev.osprey.web.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.registry.Registration;
import dev.osprey.registry.Registry;
import dev.osprey.system.Readiness;
import dev.osprey.web.served.MemoryRegistry;
import dev.osprey.web.served.Served;
import dev.osprey.web.served.Served.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthServletTest {

    private Served served;

    private Served serve(HealthServlet servlet) {
        served = new Served(true)
                .with(servlet, "/health", "/health/live", "/health/ready")
                .start();
        return served;
    }

    @AfterEach
    void stop() {
        served.close();
    }

    private static Readiness missing(String... names) {
        return new Readiness() {
            @Override
            public List<String> missing() {
                return List.of(names);
            }

            @Override
            public long uptimeMillis() {
                return 12_345;
            }
        };
    }

    @Test
    void livesAndIsReadyWithoutACredential() {
        serve(new HealthServlet(health(missing(), new MemoryRegistry())));
        Answer live = served.get("/health/live", "As", "none");
        assertEquals(200, live.status());
        assertEquals(Map.of("status", "live"), live.json());
        Answer ready = served.get("/health/ready", "As", "none");
        assertEquals(200, ready.status());
        assertEquals(Map.of("status", "ready"), ready.json());
    }

    @Test
    void saysWhatIsMissing() {
        serve(new HealthServlet(health(missing("hub"), new MemoryRegistry())));
        Answer ready = served.get("/health/ready", "As", "none");
        assertEquals(503, ready.status());
        assertEquals(Map.of("status", "starting", "missing", List.of("hub")), ready.json());
    }

    @Test
    void answersWhileTheKernelIsAway() {
        serve(new HealthServlet());
        assertEquals(503, served.get("/health/ready").status());
        assertEquals(200, served.get("/health").status());
    }

    @Test
    void healthIsTheUnionOfTheSeedsBodies() {
        MemoryRegistry registry = new MemoryRegistry();
        registry.register(Principal.of("a", Role.ADMIN), new Registration("a", Map.of()));
        serve(new HealthServlet(health(missing(), registry)));
        assertEquals(
                Map.of(
                        "ok",
                        true,
                        "status",
                        "ok",
                        "modules",
                        1,
                        "uptime",
                        12,
                        "packs",
                        List.of(),
                        "model",
                        "none",
                        "tasks",
                        Map.of("active", 0, "queued", 0, "total", 0)),
                served.get("/health", "As", "none").json());
    }

    @Test
    void otherMethodsAreNotAllowed() {
        serve(new HealthServlet());
        Answer answer = served.post("/health", "{}");
        assertEquals(405, answer.status());
        assertEquals("GET, HEAD", answer.header("Allow"));
    }

    private static Health health(Readiness readiness, Registry registry) {
        Health health = new Health();
        health.readiness.set(readiness);
        health.registry.set(registry);
        return health;
    }
}
