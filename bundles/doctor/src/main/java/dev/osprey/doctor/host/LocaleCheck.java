package dev.osprey.doctor.host;

import dev.osprey.system.Check;
import dev.osprey.system.Finding;
import java.util.List;
import java.util.Locale;

/** Whether texts keep their letters. */
final class LocaleCheck implements Check {

    private static final String NAME = "host.locale";

    private final Host host;

    LocaleCheck(Host host) {
        this.host = host;
    }

    @Override
    public List<Finding> look() {
        String locale = host.variable("LC_ALL");
        for (String name : List.of("LC_CTYPE", "LANG")) {
            locale = locale.isEmpty() ? host.variable(name) : locale;
        }
        String shown = locale.isEmpty() ? "not set" : locale;
        boolean utf8 = locale.toUpperCase(Locale.ROOT).replace("-", "").endsWith("UTF8");
        return utf8
                ? Found.ok(NAME, "The locale is " + shown)
                : Found.limited(
                        NAME,
                        "The locale is " + shown
                                + ", not UTF-8: file names with other letters than ASCII may not be found",
                        "export LANG=C.UTF-8 before ./osprey start");
    }
}
