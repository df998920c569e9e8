package dev.osprey.ipc;

import dev.osprey.ipc.method.Answer;
import dev.osprey.ipc.method.Method;
import dev.osprey.ipc.method.Request;
import java.util.LinkedHashMap;
import java.util.Map;

/** The method {@code kernel.ping}. */
final class Ping implements Method {

    private final String version;

    Ping(String version) {
        this.version = version;
    }

    @Override
    public void call(Request request, Answer answer) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("pong", true);
        result.put("time", System.currentTimeMillis());
        result.put("version", version);
        answer.value(result);
    }
}
