package dev.osprey.web.rest;

import dev.osprey.web.served.MemoryAccess;
import dev.osprey.web.served.MemoryRegistry;
import dev.osprey.web.served.MemoryTools;
import dev.osprey.web.served.Served;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The REST door over everything in memory, with a tool that answers with its input and one that answers with nothing. */
abstract class ServedRest {

    static final String ECHO = "/api/v1/tools/test.echo";

    final MemoryTools tools = new MemoryTools();
    final MemoryRegistry registry = new MemoryRegistry();
    final MemoryAccess access = new MemoryAccess();
    RestServlet rest;
    Served served;

    @BeforeEach
    void start() {
        tools.bodies.put("test.echo", call -> call.request.input());
        tools.bodies.put("host.info", call -> null);
        rest = new RestServlet(tools, registry, access, access);
        served = new Served(true).with(rest, "/api/*", "/stats").start();
    }

    @AfterEach
    void stop() {
        served.close();
        rest.stop();
        tools.close();
    }
}
