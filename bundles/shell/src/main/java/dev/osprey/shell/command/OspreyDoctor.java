package dev.osprey.shell.command;

import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** What is well and what is not. */
@Service
@Command(
        scope = "osprey",
        name = "doctor",
        description = "Looks at this host and this installation, and says what is missing and what to do about it",
        detailedDescription = "Ends with status 1 if something does not work. Example: osprey:doctor --json")
public final class OspreyDoctor extends ListCommand {

    private static final ToolTable FINDINGS = new ToolTable("osprey.doctor", "There is nothing to check.")
            .column("Check", "check")
            .column("Level", finding -> Cell.toned(finding.get("level"), tone(finding.get("level"))))
            .column("Found", "found")
            .column("Remedy", "remedy");

    @Override
    void run(Door door) {
        Map<String, Object> answer = FINDINGS.show(door, Map.of());
        List<String> failing = Values.items(answer, "items").stream()
                .filter(finding -> "fail".equals(finding.get("level")))
                .map(finding -> String.valueOf(finding.get("check")))
                .toList();
        if (!failing.isEmpty()) {
            door.bad();
            if (!door.output().json()) {
                door.output().remark("Does not work: " + String.join(", ", failing) + ".");
            }
        }
    }

    private static Cell.Tone tone(Object level) {
        return switch (String.valueOf(level)) {
            case "ok" -> Cell.Tone.GOOD;
            case "warn" -> Cell.Tone.MOVING;
            case "fail" -> Cell.Tone.BAD;
            default -> Cell.Tone.PLAIN;
        };
    }
}
