package dev.osprey.doctor;

import dev.osprey.doctor.host.Host;
import dev.osprey.doctor.host.HostChecks;
import dev.osprey.system.Finding;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@code osprey doctor} while Osprey does not run: looks at the host only. Needs no framework. */
public final class Main {

    private static final String USAGE = "Usage: osprey doctor [--json]";
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private Main() {}

    /** Ends the JVM with 0, 1 if something failed, 2 for a wrong command line. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        int status = run(List.of(arguments), System.getenv(), out);
        out.flush();
        System.exit(status);
    }

    static int run(List<String> arguments, Map<String, String> environment, PrintStream out) throws IOException {
        boolean json = arguments.equals(List.of("--json"));
        if (!json && !arguments.isEmpty()) {
            out.println(USAGE);
            return 2;
        }
        String home = environment.get("OSPREY_HOME");
        Path folder =
                home == null || home.isEmpty() ? Path.of(System.getProperty("user.home"), ".osprey") : Path.of(home);
        List<Finding> findings =
                new Doctor(LIMIT).examine(NamedCheck.all(HostChecks.stopped(Host.real(folder.toAbsolutePath()))));
        out.print(json ? Report.json(findings) : Report.text(findings));
        return Doctor.ok(findings) ? 0 : 1;
    }
}
