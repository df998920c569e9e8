package dev.osprey.streams;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which streams there are to be: the default ones as changed by the configured ones, and what was wrong with these.
 *
 * @param problems what was wrong and what to do, for people
 */
record Plan(List<StreamSettings> streams, List<String> problems) {

    static Plan of(Collection<ConfiguredStream.Reading> configured) {
        Map<String, StreamSettings> streams = new LinkedHashMap<>();
        StreamSettings.DEFAULTS.forEach(each -> streams.put(each.name(), each));
        Set<String> seen = new HashSet<>();
        List<String> problems = new ArrayList<>();
        for (ConfiguredStream.Reading each : configured) {
            if (each.problem() != null) {
                boolean standard = streams.containsKey(each.name()) && !seen.contains(each.name());
                problems.add("The configuration of the stream \"" + each.name() + "\" is left out: " + each.problem()
                        + (standard ? "; the default stream of this name is kept" : ""));
            } else if (!seen.add(each.name())) {
                problems.add("The stream \"" + each.name()
                        + "\" is configured twice, only the first counts; give the other one another name");
            } else if (each.settings() == null) {
                streams.remove(each.name());
            } else {
                streams.put(each.name(), each.settings());
            }
        }
        return new Plan(List.copyOf(streams.values()), List.copyOf(problems));
    }
}
