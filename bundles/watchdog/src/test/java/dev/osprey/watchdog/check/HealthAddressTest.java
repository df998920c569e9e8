package dev.osprey.watchdog.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.osprey.module.WatchSpec.Health;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthAddressTest {

    private static Optional<HealthAddress> of(String api, String path) {
        return HealthAddress.of(null, Map.of("api_endpoint", api, "health_endpoint", path));
    }

    @Test
    void theRegistryEntrySaysWhere() {
        assertEquals(
                "http://127.0.0.1:9000/health",
                of("http://127.0.0.1:9000", "/health").get().toString());
        assertEquals(
                "http://127.0.0.1:9000/h?x=1",
                of("http://localhost:9000/api", "/h?x=1").get().toString());
        assertEquals(
                "http://127.0.0.1:80/h",
                of("https://elsewhere", "http://127.0.0.1/h").get().toString());
    }

    @Test
    void withoutAnAddressThereIsNothingToAsk() {
        assertEquals(Optional.empty(), HealthAddress.of(null, Map.of()));
        assertEquals(Optional.empty(), HealthAddress.of(null, Map.of("api_endpoint", "http://127.0.0.1:1")));
        assertEquals(Optional.empty(), HealthAddress.of(null, Map.of("health_endpoint", "/health")));
    }

    @Test
    void theManifestComesFirst() {
        Health health = new Health(9001, "/up", Duration.ofSeconds(1), Duration.ofSeconds(1), 1);
        Map<String, Object> entry = Map.of("api_endpoint", "http://127.0.0.1:9000", "health_endpoint", "/health");
        assertEquals(
                "http://127.0.0.1:9001/up",
                HealthAddress.of(health, entry).get().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://192.168.0.1:80",
                "http://example.org",
                "http://127.0.0.1.example.org",
                "http://127.0.0.1@example.org",
                "https://127.0.0.1",
                "file:///etc/passwd",
                "http://[::1]:80",
                "http://0.0.0.0:80",
                "http://2130706433",
                "gopher://127.0.0.1",
                "not an address",
                "http://127.0.0.1:99999"
            })
    void nobodyBeyondThisMachineIsEverAsked(String api) {
        assertThrows(IllegalArgumentException.class, () -> of(api, "/health"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a\r\nAuthorization: x", "/a b", "/ä"})
    void aPathThatWouldBreakTheRequestIsRefused(String path) {
        assertThrows(IllegalArgumentException.class, () -> of("http://127.0.0.1:80", path));
    }
}
