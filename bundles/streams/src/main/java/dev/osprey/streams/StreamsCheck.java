package dev.osprey.streams;

import dev.osprey.event.StreamInfo;
import dev.osprey.system.Check;
import dev.osprey.system.Finding;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Whether events are kept as configured. */
@Component
public final class StreamsCheck implements Check {

    private static final String NAME = "hub.streams";

    private final Streams streams;

    @Activate
    public StreamsCheck(@Reference Streams streams) {
        this.streams = streams;
    }

    @Override
    public List<Finding> look() {
        return findings(streams.now(), streams.problems());
    }

    static List<Finding> findings(List<StreamInfo> streams, List<String> problems) {
        List<Finding> findings = new ArrayList<>();
        for (String problem : problems) {
            findings.add(new Finding(
                    NAME, Finding.Level.WARN, problem, "Correct it in etc/" + StreamConfiguration.PID + "-NAME.cfg"));
        }
        for (StreamInfo stream : streams) {
            if (stream.failures() > 0) {
                findings.add(new Finding(
                        NAME,
                        Finding.Level.WARN,
                        "The stream " + stream.name() + " could not keep " + stream.failures()
                                + " events since the start",
                        "Look for the stream in logs/osprey.log; free space on its disk, or raise its max.bytes"));
            }
        }
        if (findings.isEmpty()) {
            findings.add(new Finding(NAME, Finding.Level.OK, streams.size() + " streams keep events", null));
        }
        return findings;
    }
}
