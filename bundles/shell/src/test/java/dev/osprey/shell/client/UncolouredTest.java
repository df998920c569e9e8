package dev.osprey.shell.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class UncolouredTest {

    @Test
    void coloursGoAndTextStays() throws IOException {
        assertEquals(
                "Command not found: nope\n", of("\u001b[31mCommand not found: \u001b[0m\u001b[31;1mnope\u001b[0m\n"));
        assertEquals("Grüße [1m] {\"a\":[1]}", of("Grüße [1m] {\"a\":[1]}"));
        assertEquals("\u001bx", of("\u001bx"));
    }

    private static String of(String text) throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        try (OutputStream out = new Uncoloured(kept)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return kept.toString(StandardCharsets.UTF_8);
    }
}
