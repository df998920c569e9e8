package dev.osprey.doctor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.osprey.system.Finding;
import dev.osprey.system.Finding.Level;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Findings for people, and for programs as the tool gives them. */
final class Report {

    private Report() {}

    static String text(List<Finding> findings) {
        StringBuilder text = new StringBuilder();
        for (Finding finding : findings) {
            text.append(String.format("%-8s %-20s %s%n", finding.level(), finding.check(), finding.found()));
            if (finding.remedy() != null) {
                text.append(String.format("%-29s -> %s%n", "", finding.remedy()));
            }
        }
        return text.append(summary(findings)).append(System.lineSeparator()).toString();
    }

    private static String summary(List<Finding> findings) {
        return Arrays.stream(Level.values())
                .map(level -> findings.stream()
                                .filter(finding -> finding.level() == level)
                                .count()
                        + " " + level.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    static String json(List<Finding> findings) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeBooleanField("ok", Doctor.ok(findings));
            json.writeArrayFieldStart("items");
            for (Finding finding : findings) {
                json.writeStartObject();
                json.writeStringField("check", finding.check());
                json.writeStringField("level", finding.level().name().toLowerCase(Locale.ROOT));
                json.writeStringField("found", finding.found());
                json.writeStringField("remedy", finding.remedy());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text + System.lineSeparator();
    }
}
