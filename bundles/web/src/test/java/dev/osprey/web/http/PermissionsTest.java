package dev.osprey.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.osprey.web.served.Doors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PermissionsTest {

    private static final String TABLE = "/dev/osprey/web/permissions.txt";

    @Test
    void everyRouteStandsInTheTableWithWhoMayUseIt() throws IOException {
        TreeSet<String> served = new TreeSet<>();
        for (Door door : Doors.all()) {
            for (Route route : door.routes().all()) {
                served.add(line(route));
            }
        }
        assertEquals(String.join("\n", new TreeSet<>(table())), String.join("\n", served), TABLE);
    }

    @Test
    void nothingButDoorsServes() {
        assertEquals(List.of("OspreyPage", "ErrorPage"), Doors.others());
    }

    private static String line(Route route) {
        String who = route.clearance().kind().name().toLowerCase(Locale.ROOT);
        if (route.clearance().permission() != null) {
            who += " " + route.clearance().permission().key();
        }
        return (route.method() + " " + (route.path().isEmpty() ? "\"\"" : route.path()) + " " + who);
    }

    private static List<String> table() throws IOException {
        try (InputStream in = PermissionsTest.class.getResourceAsStream(TABLE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.strip().replaceAll("\\s+", " "))
                    .toList();
        }
    }
}
