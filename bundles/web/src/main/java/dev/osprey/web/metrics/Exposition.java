package dev.osprey.web.metrics;

import dev.osprey.system.Metric;
import dev.osprey.system.Metric.Sample;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The text exposition format 0.0.4 of Prometheus: one HELP and TYPE for each name, in the order of the names. */
final class Exposition {

    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern LABEL = Pattern.compile("(?!__)[a-zA-Z_][a-zA-Z0-9_]*");

    private final Map<String, Family> families = new TreeMap<>();
    private final Consumer<String> complaints;

    /** @param complaints told what is left out and why */
    Exposition(Consumer<String> complaints) {
        this.complaints = complaints;
    }

    /** All samples of one name, by their labels as they are written. */
    private record Family(Metric first, Map<String, Double> samples) {}

    /** Samples of a name that is there already join it, if they are of the same kind and have other labels. */
    void add(Metric metric) {
        if (metric.name() == null || !NAME.matcher(metric.name()).matches()) {
            complaints.accept(
                    "the metric " + metric.name() + " is left out: it takes a name such as osprey_events_total");
            return;
        }
        Family family = families.computeIfAbsent(metric.name(), name -> new Family(metric, new LinkedHashMap<>()));
        if (family.first().counter() != metric.counter()) {
            complaints.accept("the metric " + metric.name()
                    + " is left out the second time: it is a counter here and a gauge there");
            return;
        }
        for (Sample sample : metric.samples()) {
            add(metric.name(), family, sample);
        }
    }

    private void add(String name, Family family, Sample sample) {
        Set<String> wrong = new HashSet<>(sample.labels().keySet());
        wrong.removeIf(label -> LABEL.matcher(label).matches());
        if (!wrong.isEmpty()) {
            complaints.accept("a sample of " + name + " is left out: " + wrong + " are no names of labels");
        } else if (family.samples().putIfAbsent(labels(sample.labels()), sample.value()) != null) {
            complaints.accept("a sample of " + name + labels(sample.labels()) + " is left out: it is there already");
        }
    }

    private static String labels(Map<String, String> labels) {
        if (labels.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("{");
        new TreeMap<>(labels).forEach((label, value) -> text.append(text.length() == 1 ? "" : ",")
                .append(label)
                .append("=\"")
                .append(escaped(String.valueOf(value)).replace("\"", "\\\""))
                .append('"'));
        return text.append('}').toString();
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n");
    }

    /** The document. */
    String text() {
        StringBuilder text = new StringBuilder(4096);
        families.forEach((name, family) -> {
            if (family.samples().isEmpty()) {
                return;
            }
            String help = String.valueOf(family.first().help());
            text.append("# HELP ")
                    .append(name)
                    .append(' ')
                    .append(escaped(help))
                    .append('\n');
            text.append("# TYPE ").append(name).append(family.first().counter() ? " counter\n" : " gauge\n");
            family.samples().forEach((labels, value) -> text.append(name)
                    .append(labels)
                    .append(' ')
                    .append(number(value))
                    .append('\n'));
        });
        return text.toString();
    }

    private static String number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1L << 53;
        return whole ? Long.toString((long) value) : Double.toString(value);
    }
}
