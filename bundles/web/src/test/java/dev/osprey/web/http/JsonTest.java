package dev.osprey.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void bodyOfManySmallPartsIsRefusedBeforeItGrowsInMemory() {
        byte[] bomb = body("{},".repeat(340_000) + "{}");
        assertTrue(bomb.length <= Json.MAX_BYTES);
        Refusal refusal = assertThrows(Refusal.class, () -> Json.readObject(bomb));
        assertEquals(400, refusal.status());
    }

    @Test
    void bodyOfAsManyPartsAsAllowedIsRead() {
        byte[] full = body("1,".repeat(Json.MAX_TOKENS - 10) + "1");
        assertEquals(Json.MAX_TOKENS - 9, ((List<?>) Json.readObject(full).get("a")).size());
    }

    private static byte[] body(String items) {
        return ("{\"a\":[" + items + "]}").getBytes(StandardCharsets.UTF_8);
    }
}
