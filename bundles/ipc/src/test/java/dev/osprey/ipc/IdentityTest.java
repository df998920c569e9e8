package dev.osprey.ipc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class IdentityTest {

    @TempDir
    Path folder;

    @Test
    void everybodyMayPing() throws IOException {
        try (TestSocket socket = new TestSocket(folder);
                RawClient client = socket.client()) {
            Map<?, ?> answer = client.call("kernel.ping", Map.of());
            assertEquals("c", answer.get("id"));
            assertEquals(true, ((Map<?, ?>) answer.get("result")).get("pong"));
        }
    }
}
