package dev.osprey.doctor;

import dev.osprey.system.Check;
import java.util.List;
import java.util.Map;

/**
 * A check, and what to call it if it gives no finding of its own.
 *
 * @param name such as {@code host.jdk}
 * @param check what looks
 */
record NamedCheck(String name, Check check) {

    static List<NamedCheck> all(Map<String, Check> checks) {
        return checks.entrySet().stream()
                .map(entry -> new NamedCheck(entry.getKey(), entry.getValue()))
                .toList();
    }
}
