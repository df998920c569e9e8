package dev.osprey.web.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ServerAddressTest {

    @Test
    void takesPlainHttpWithoutItsSlash() {
        String[] both = {"https://127.0.0.1:8443/", "http://127.0.0.1:40123/"};
        assertEquals("http://127.0.0.1:40123", ServerAddress.of(both));
        assertEquals("https://127.0.0.1:8443", ServerAddress.of(List.of("https://127.0.0.1:8443/")));
        assertEquals("http://localhost:1", ServerAddress.of("http://localhost:1"));
    }

    @Test
    void mendsWhatClientsCannotUse() {
        assertEquals("http://127.0.0.1:8181", ServerAddress.of("http://0.0.0.0:8181/"));
        assertEquals("http://127.0.0.1:8181", ServerAddress.of("http://0:0:0:0:0:0:0:0:8181/"));
        assertEquals("http://[0:0:0:0:0:0:0:1]:8181", ServerAddress.of("http://0:0:0:0:0:0:0:1:8181/"));
        assertEquals("http://[::1]:8181", ServerAddress.of("http://[::1]:8181/"));
    }

    @Test
    void refusesWhatIsNoAddress() {
        assertThrows(IllegalArgumentException.class, () -> ServerAddress.of("/"));
    }
}
