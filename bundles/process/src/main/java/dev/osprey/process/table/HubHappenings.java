package dev.osprey.process.table;

import dev.osprey.event.EventDraft;
import dev.osprey.event.EventHub;
import dev.osprey.process.KillReport;
import dev.osprey.process.ManagedProcess;
import dev.osprey.process.ProcessExit;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Publishes what happens to processes. Arguments beyond the program, and what goes in and comes out, are in no event. */
final class HubHappenings implements Happenings {

    private final EventHub hub;

    HubHappenings(EventHub hub) {
        this.hub = hub;
    }

    @Override
    public void spawned(ManagedProcess process) {
        Map<String, Object> data = about(process);
        data.put("program", process.spec().argv().get(0));
        data.put("applied", Described.applied(process.applied()));
        publish("process.spawned", data);
    }

    @Override
    public void exited(ManagedProcess process, ProcessExit exit) {
        Map<String, Object> data = about(process);
        data.put("exit_code", exit.code());
        data.put("signal", exit.signal());
        data.put("reason", exit.reason().name().toLowerCase(Locale.ROOT));
        data.put("seconds", Duration.between(process.startedAt(), Instant.now()).toMillis() / 1e3);
        publish("process.exited", data);
    }

    @Override
    public void killed(ManagedProcess process, KillReport report) {
        Map<String, Object> data = about(process);
        data.putAll(counts(report));
        publish("process.killed", data);
    }

    @Override
    public void paused(ManagedProcess process) {
        publish("process.paused", about(process));
    }

    @Override
    public void resumed(ManagedProcess process) {
        publish("process.resumed", about(process));
    }

    @Override
    public void limit(ManagedProcess process, String resource, String what) {
        Map<String, Object> data = about(process);
        data.put("resource", resource);
        data.put("what", what);
        publish("process.limit", data);
    }

    @Override
    public void denied(ManagedProcess process, String what) {
        Map<String, Object> data = about(process);
        data.put("what", what);
        publish("process.denied", data);
    }

    @Override
    public void leftovers(KillReport report) {
        publish("process.leftovers", counts(report));
    }

    private static Map<String, Object> about(ManagedProcess process) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", process.id());
        data.put("pid", process.pid());
        data.put("name", process.spec().name());
        data.put("owner", process.spec().owner());
        return data;
    }

    private static Map<String, Object> counts(KillReport report) {
        return Map.of("found", report.found(), "forced", report.forced(), "survivors", report.survivors());
    }

    private void publish(String subject, Map<String, Object> data) {
        hub.publish(EventDraft.of(subject, data).from("osprey"));
    }
}
