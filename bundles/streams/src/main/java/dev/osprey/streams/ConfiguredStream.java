package dev.osprey.streams;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/** A stream as configured: settings, or the words why there are none. */
@Component(
        service = ConfiguredStream.class,
        configurationPid = StreamConfiguration.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = StreamConfiguration.class, factory = true)
public final class ConfiguredStream {

    private volatile Reading reading;

    @Activate
    public ConfiguredStream(StreamConfiguration configuration) {
        reading = read(configuration);
    }

    /** In place, so that a stream is not given up in between. */
    @Modified
    void change(StreamConfiguration configuration) {
        reading = read(configuration);
    }

    private static Reading read(StreamConfiguration configuration) {
        String name = configuration.name() == null ? "" : configuration.name().trim();
        try {
            StreamSettings.require(!name.isEmpty(), "name", name, "give the name of the stream");
            return new Reading(name, configuration.enabled() ? settings(name, configuration) : null, null);
        } catch (IllegalArgumentException e) {
            return new Reading(name, null, e.getMessage());
        }
    }

    private static StreamSettings settings(String name, StreamConfiguration configuration) {
        StreamSettings standard = standard(name);
        String storage = configuration.storage().trim();
        StreamSettings.require(
                storage.isEmpty() || storage.equals("memory") || storage.equals("disk"),
                "storage",
                storage,
                "give memory or disk");
        boolean disk = storage.isEmpty() ? standard == null || standard.disk() : storage.equals("disk");
        List<String> patterns = Stream.of(configuration.patterns())
                .flatMap(each -> Stream.of(each.split("[,\\s]+")))
                .filter(each -> !each.isEmpty())
                .toList();
        long bytes = disk ? StreamSettings.BYTES : StreamSettings.RECENT_BYTES;
        return new StreamSettings(
                name,
                patterns.isEmpty() && standard != null ? standard.patterns() : patterns,
                disk,
                configuration.fsync(),
                or(configuration.max_events(), StreamSettings.EVENTS),
                or(configuration.max_bytes(), bytes),
                Duration.ofSeconds(or(configuration.max_age_seconds(), StreamSettings.AGE_SECONDS)));
    }

    private static long or(long given, long standard) {
        return given == 0 ? standard : given;
    }

    private static StreamSettings standard(String name) {
        return StreamSettings.DEFAULTS.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    Reading reading() {
        return reading;
    }

    /**
     * What the configuration says.
     *
     * @param settings null if it is switched off, or wrong
     * @param problem null if all is well
     */
    record Reading(String name, StreamSettings settings, String problem) {}
}
