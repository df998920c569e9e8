package dev.osprey.shell.command;

import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code proc:kill}. */
@Service
@Command(
        scope = "proc",
        name = "kill",
        description = "Ends a process and all that it started: first politely, after the grace by force",
        detailedDescription = "Example: proc:kill p12 --grace 10")
public final class ProcKill extends NamedProcess {

    @Option(name = "--grace", description = "Seconds in which it may end by itself")
    int grace = 3;

    public ProcKill() {
        super("process.kill");
    }

    @Override
    Map<String, Object> input() {
        return Map.of("id", process, "grace_seconds", grace);
    }

    @Override
    String sentence(Map<String, Object> answer) {
        String survivors = Amounts.some(answer.get("survivors"))
                ? ", " + answer.get("survivors") + " survive: the kernel holds them"
                : "";
        return process + " is gone: " + answer.get("found") + " processes, " + answer.get("forced") + " by force"
                + survivors;
    }
}
