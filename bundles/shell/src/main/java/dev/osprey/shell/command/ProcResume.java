package dev.osprey.shell.command;

import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** {@code proc:resume}. */
@Service
@Command(
        scope = "proc",
        name = "resume",
        description = "Lets a paused process go on",
        detailedDescription = "Example: proc:resume p12")
public final class ProcResume extends NamedProcess {

    public ProcResume() {
        super("process.resume");
    }

    @Override
    String sentence(Map<String, Object> answer) {
        return process + " is " + answer.get("state");
    }
}
