package dev.osprey.watchdog.round;

import dev.osprey.module.ModuleKind;
import dev.osprey.module.ModulePhase;
import dev.osprey.module.ModuleStatus;
import dev.osprey.module.Why;
import dev.osprey.process.ProcessState;
import dev.osprey.watchdog.check.Checks;
import dev.osprey.watchdog.check.Look;
import dev.osprey.watchdog.check.Reading;
import dev.osprey.watchdog.check.Run;
import dev.osprey.watchdog.check.RunCheck;
import dev.osprey.watchdog.check.Samples;
import dev.osprey.watchdog.check.Signs;
import dev.osprey.watchdog.course.Acts;
import dev.osprey.watchdog.course.Course;
import dev.osprey.watchdog.course.Effect;
import dev.osprey.watchdog.course.Stage;
import dev.osprey.watchdog.course.Terms;
import java.util.List;
import java.util.Map;

/** One module under watch: its present run with that run's checks, and its course, which outlives runs. Used by one thread. */
final class Watched implements AutoCloseable {

    private final RunOpener opener;
    private final Checks checks;
    private final Signs signs;
    private final Course course;
    private final WatchTerms terms;

    private ModuleStatus status;
    private Run run;
    private Samples samples = new Samples();
    private List<RunCheck> ready = List.of();
    private RunCheck start;
    private List<Reading> readings = List.of();
    private boolean upBefore;
    private boolean upLate;
    private boolean begun;
    private long graceUntil;
    private long sampleAt;
    private String note;
    private Map<String, Object> evidence;

    Watched(RunOpener opener, Checks checks, Signs signs, Acts all, WatchTerms terms) {
        this.opener = opener;
        this.checks = checks;
        this.signs = signs;
        this.course = new Course(all);
        this.terms = terms;
    }

    /** Looks at it. */
    List<Effect> see(ModuleStatus seen, boolean stoodStill, long now) {
        status = seen;
        follow(now);
        if (run != null && stoodStill) {
            ready.forEach(RunCheck::stoodStill);
            start.stoodStill();
        }
        note = whyNot();
        if (note != null) {
            return away();
        }
        if (!up()) {
            Reading reading = new Reading(start.name(), start.look(now));
            readings = List.of(reading);
            return reading.look().is(Look.Level.BAD)
                    ? course.look(run.incarnation(), readings, allowed(), now)
                    : away();
        }
        if (!upBefore) {
            upBefore = true;
            graceUntil = now + run.spec().grace().toNanos();
        }
        if (now < graceUntil) {
            note = "in its time of grace";
            return course.away(seen.desiredRunning());
        }
        if (!begun) {
            begun = true;
            ready.forEach(check -> check.begin(now));
        }
        readings = ready.stream()
                .map(check -> new Reading(check.name(), check.look(now)))
                .toList();
        return course.look(run.incarnation(), readings, allowed(), now);
    }

    private List<Effect> away() {
        upBefore = false;
        begun = false;
        return course.away(status.desiredRunning());
    }

    /** Opens and closes runs, as they come and go. */
    private void follow(long now) {
        boolean runs = (status.phase() == ModulePhase.STARTING || status.phase() == ModulePhase.READY)
                && (status.pid() != 0 || status.kind() == ModuleKind.BUNDLE);
        if (run != null && (!runs || run.incarnation() != status.incarnation() || run.pid() != status.pid())) {
            close();
        }
        if (runs && run == null) {
            run = opener.open(status);
            samples = new Samples();
            sampleAt = now;
            start = checks.ofStart(run, signs);
            start.begin(now);
            ready = run.spec().on() ? checks.of(run, signs, samples) : List.of();
        }
    }

    private String whyNot() {
        if (run == null) {
            return "it does not run";
        }
        if (!run.spec().on()) {
            return "its module.md switches the watchdog off";
        }
        return run.process() != null && run.process().state() == ProcessState.PAUSED ? "it is paused" : null;
    }

    /** Ready, or late but in the registry: many modules never say that they are ready. */
    private boolean up() {
        if (status.phase() == ModulePhase.READY) {
            return true;
        }
        boolean late = status.why() != null && status.why().code() == Why.Code.READY_TIMEOUT;
        upLate |= late && checks.registered(run);
        return upLate;
    }

    private Terms allowed() {
        return terms.of(run.spec(), status.desiredRunning());
    }

    /** Whether what it uses should be noted down now. */
    boolean sampleDue(long now) {
        if (run == null || run.process() == null || !run.spec().on() || now < sampleAt) {
            return false;
        }
        boolean closely = run.spec().cpuCores() != null
                || run.spec().memoryMax() > 0
                || run.spec().memoryGrow() != null
                || course.stage() != Stage.OK;
        sampleAt = now + terms.sample(closely).toNanos();
        return true;
    }

    String name() {
        return status.name();
    }

    Run run() {
        return run;
    }

    Samples samples() {
        return samples;
    }

    Course course() {
        return course;
    }

    /** What a check said last. */
    Look lookOf(String check) {
        return readings.stream()
                .filter(reading -> reading.check().equals(check))
                .map(Reading::look)
                .findFirst()
                .orElse(Look.UNKNOWN);
    }

    void keep(Map<String, Object> found) {
        evidence = found;
    }

    /** The newest evidence, or null. */
    Map<String, Object> evidence() {
        return evidence;
    }

    Standing standing(WatchTerms.Dates dates) {
        boolean well = course.stage() == Stage.OK;
        return new Standing(
                status.name(),
                status.incarnation(),
                course.stage(),
                note == null,
                note,
                course.check(),
                course.reason(),
                well ? null : dates.at(course.since()),
                course.restarts(),
                course.until() == 0 || course.until() == Long.MAX_VALUE ? null : dates.at(course.until()),
                course.evidence(),
                note == null ? readings : List.of());
    }

    @Override
    public void close() {
        ready.forEach(RunCheck::close);
        ready = List.of();
        readings = List.of();
        run = null;
        upBefore = false;
        upLate = false;
        begun = false;
    }
}
