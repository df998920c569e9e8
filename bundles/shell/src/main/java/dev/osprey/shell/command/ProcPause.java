package dev.osprey.shell.command;

import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code proc:pause}. */
@Service
@Command(
        scope = "proc",
        name = "pause",
        description = "Stops a process and all that it started where they are, until proc:resume",
        detailedDescription = "Example: proc:pause p12")
public final class ProcPause extends NamedProcess {

    public ProcPause() {
        super("process.pause");
    }

    @Override
    String sentence(Map<String, Object> answer) {
        return process + " is " + answer.get("state");
    }
}
