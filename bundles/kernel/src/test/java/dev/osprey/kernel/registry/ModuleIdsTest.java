package dev.osprey.kernel.registry;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ModuleIdsTest {

    @Test
    void anIdHasUpTo128LettersDigitsAndFourSigns() {
        for (String id : new String[] {"a", "AZaz09._~-", ".", "x".repeat(128)}) {
            assertTrue(ModuleIds.valid(id), id);
        }
        for (String id :
                new String[] {"", "x".repeat(129), "a b", "a/b", "a\n", "ä", "a:b", "@", "[", "`", "{", "a*"}) {
            assertFalse(ModuleIds.valid(id), id);
        }
    }
}
