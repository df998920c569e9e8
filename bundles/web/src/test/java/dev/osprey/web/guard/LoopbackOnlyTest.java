package dev.osprey.web.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.osprey.system.RefusedBinding;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoopbackOnlyTest {

    private final List<RefusedBinding> told = new ArrayList<>();
    private final LoopbackOnly plugin = new LoopbackOnly(told::add);

    private Object delivered(Object configured) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("org.osgi.service.http.port", "8181");
        if (configured != null) {
            properties.put(LoopbackOnly.ADDRESSES, configured);
        }
        plugin.modifyConfiguration(null, properties);
        assertEquals("8181", properties.get("org.osgi.service.http.port"));
        return properties.get(LoopbackOnly.ADDRESSES);
    }

    @Test
    void loopbackIsDeliveredAsItIs() {
        assertEquals("127.0.0.1", delivered("127.0.0.1"));
        assertEquals("127.0.0.1,::1", delivered("127.0.0.1, ::1"));
        assertEquals("localhost", delivered(new String[] {"localhost"}));
        assertEquals(List.of(), told);
    }

    @Test
    void whatIsMissingIsLoopbackAndNotEverything() {
        assertEquals("127.0.0.1", delivered(null));
        assertEquals("127.0.0.1", delivered(" "));
        assertEquals(List.of(), told);
    }

    @Test
    void whatIsBeyondIsTakenOutAndToldOnce() {
        assertEquals("127.0.0.1", delivered("0.0.0.0"));
        assertEquals("127.0.0.1", delivered("0.0.0.0"));
        assertEquals("127.0.0.1", delivered("127.0.0.1,192.168.1.7"));
        assertEquals("127.0.0.1", delivered("127.evil.example"));
        assertEquals("127.0.0.1", delivered("127.0.0.1"));
        List<String> addresses = new ArrayList<>();
        told.forEach(refused -> addresses.add(refused == null ? "none" : refused.address()));
        assertEquals(List.of("0.0.0.0", "192.168.1.7", "127.evil.example", "none"), addresses);
    }
}
