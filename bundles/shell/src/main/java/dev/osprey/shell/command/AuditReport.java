package dev.osprey.shell.command;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Whether the audit trail is whole. */
final class AuditReport {

    private AuditReport() {}

    static void show(Door door) {
        Map<String, Object> report = door.ask("access.audit.verify", Map.of());
        boolean whole = Boolean.TRUE.equals(report.get("ok"));
        Output output = door.output();
        if (output.json()) {
            output.document(report);
        } else if (whole) {
            output.line("The audit trail is whole: " + extent(report));
        } else {
            output.table(
                    List.of("File", "Line", "What is wrong", "What to do"),
                    Values.items(report, "problems").stream()
                            .map(AuditReport::row)
                            .toList(),
                    "No line is named.");
            output.remark("The audit trail is not whole: " + extent(report));
            if (report.get("problems_left_out") instanceof Number more && more.longValue() > 0) {
                output.remark(more + " more problems are not shown.");
            }
        }
        if (!whole) {
            door.bad();
        }
    }

    private static String extent(Map<String, Object> report) {
        return counted(report.get("lines"), "line") + " in " + counted(report.get("files"), "file") + ", numbers "
                + report.get("first_seq") + " to " + report.get("last_seq") + ".";
    }

    private static String counted(Object number, String what) {
        return number + " " + what + (number instanceof Number one && one.longValue() == 1 ? "" : "s");
    }

    private static List<Object> row(Map<String, Object> problem) {
        return Arrays.asList(
                problem.get("file"),
                problem.get("line"),
                Cell.toned(problem.get("what"), Cell.Tone.BAD),
                problem.get("remedy"));
    }
}
