package dev.osprey.doctor.host;

import dev.osprey.system.Finding;
import dev.osprey.system.Finding.Level;
import java.util.List;

/** Short ways to say what one check found. */
final class Found {

    private Found() {}

    static List<Finding> ok(String check, String found) {
        return List.of(new Finding(check, Level.OK, found, null));
    }

    static List<Finding> limited(String check, String found, String remedy) {
        return List.of(new Finding(check, Level.LIMITED, found, remedy));
    }

    static List<Finding> warn(String check, String found, String remedy) {
        return List.of(new Finding(check, Level.WARN, found, remedy));
    }

    static List<Finding> fail(String check, String found, String remedy) {
        return List.of(new Finding(check, Level.FAIL, found, remedy));
    }

    static String mebibytes(long bytes) {
        return (bytes >> 20) + " MiB";
    }
}
