package dev.osprey.web.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GuardTest {

    private final FakeServices services = new FakeServices();
    private final AtomicLong nanos = new AtomicLong();
    private final Guard guard = new Guard(services, new FailureThrottle(nanos::get));

    private void fail(String remote) {
        Map<String, List<String>> headers =
                Map.of("Host", List.of("127.0.0.1:8181"), "Authorization", List.of("Bearer wrong"));
        guard.judge(new Inbound(
                "GET",
                "/api/x",
                "/api/x",
                "127.0.0.1:8181",
                remote,
                8181,
                false,
                Set.of(),
                -1,
                name -> headers.getOrDefault(name, List.of())));
    }

    @Test
    void wrongCredentialsFromManyAddressesDoNotFillTheTrail() {
        for (int i = 0; i < 3_000; i++) {
            fail("127.0." + i / 250 + "." + i % 250);
        }
        assertEquals(FailureThrottle.MOST_LINES, services.lines.size());
        nanos.addAndGet(61_000_000_000L);
        fail("127.0.0.1");
        assertEquals(FailureThrottle.MOST_LINES + 1, services.lines.size());
    }
}
