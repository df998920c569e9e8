package dev.osprey.kernel.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.search.Findable;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LdapQueryTest {

    private static Findable item() {
        Map<String, Object> metadata = new HashMap<>();
        metadata.put("Port", 9000);
        metadata.put("ratio", new BigDecimal("1.50"));
        metadata.put("on", true);
        metadata.put("rooms", List.of("kitchen", "porch"));
        metadata.put("none", null);
        return new Findable(
                "module",
                "thermo",
                "Thermometer",
                "Measures (heat)",
                List.of("sensor", "cheap"),
                Map.of("metadata", metadata, "a.b", Map.of("c.d", "deep")));
    }

    @ParameterizedTest
    @CsvSource({
        "(kind=module),true",
        "'  (KIND=module) ',true",
        "(kind=tool),false",
        "(name=Thermo*),true",
        "(name=thermo*),false",
        "(name~=thermo meter),true",
        "(tags=sensor),true",
        "(tag=cheap),true",
        "(description=*\\(heat\\)),true",
        "(metadata.port=9000),true",
        "(METADATA.PORT>=8999),true",
        "(metadata.port<=8999),false",
        "(metadata.ratio=1.5),true",
        "(metadata.on=true),true",
        "(metadata.rooms=porch),true",
        "(metadata.rooms.1=porch),true",
        "(metadata.rooms.2=*),false",
        "(metadata=*),true",
        "(metadata.none=*),false",
        "(a.b.c.d=deep),true",
        "(&(kind=module)(metadata.port=9000)),true",
        "(|(kind=tool)(!(id=thermo))),false"
    })
    void filtersOverFieldsAndParts(String filter, boolean fits) {
        assertEquals(fits, QueryParser.parse(filter).score(item()) >= 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "(a", "(a=b", "(a=b))", "(a=b)(c=d)", "()", "(&)", "(=b)", "(a=b) c", "(a=(b)", "(!)"})
    void aBrokenFilterIsExplained(String filter) {
        String message = assertThrows(IllegalArgumentException.class, () -> QueryParser.parse(filter))
                .getMessage();
        assertTrue(message.startsWith("The LDAP filter "), message);
        assertTrue(message.contains("(key=value)"), message);
    }

    @Test
    void saysWhereABracketIsWrong() {
        assertTrue(message("(a=b))").contains("a ) without its ( at position 6"));
        assertTrue(message("(a=b)(c=d)").contains("after its end at position 6"));
        assertTrue(message("(&(a=b)").contains("lacks a ) at position 8"));
        assertTrue(message("(&(a=b").contains("lacks 2 closing ) at position 7"));
    }

    private static String message(String filter) {
        return assertThrows(IllegalArgumentException.class, () -> QueryParser.parse(filter))
                .getMessage();
    }

    @Test
    void nestingAndConditionsAreBounded() {
        assertTrue(QueryParser.parse("(!".repeat(31) + "(kind=tool)" + ")".repeat(31))
                        .score(item())
                >= 0);
        assertTrue(message("(!".repeat(32) + "(a=b)" + ")".repeat(32)).contains("32 levels at position 65"));
        assertTrue(message("(!".repeat(300) + "(a=b)" + ")".repeat(300)).contains("nested"));
        assertTrue(message("(|" + "(a=b)".repeat(64) + ")").contains("64 conditions"));
    }
}
