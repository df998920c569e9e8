package dev.osprey.watchdog.course;

import dev.osprey.watchdog.check.Look;
import dev.osprey.watchdog.check.Look.Level;
import dev.osprey.watchdog.check.Reading;
import dev.osprey.watchdog.check.StuckCheck;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One module's way from well to unwell and back. It knows no clock, no thread and no service: it is told what was seen, and says what is to be done.
 * Used by one thread.
 */
public final class Course {

    /** How long a check may say nothing after a restart before that counts as well. */
    static final long PATIENCE = Duration.ofSeconds(60).toNanos();

    private final Acts own = new Acts();
    private final Acts all;

    private Stage stage = Stage.OK;
    private String check;
    private Look look = Look.GOOD;
    private long incarnation;
    private long badSince;
    private boolean told;
    private int restarts;
    private long until;
    private long watchedSince;
    private boolean watched;
    private String evidence;
    private Terms terms = Terms.WATCH;

    /** @param all the acts on all modules */
    public Course(Acts all) {
        this.all = all;
    }

    /** What the checks of a run say. */
    public List<Effect> look(long run, List<Reading> readings, Terms allowed, long now) {
        terms = allowed;
        if (!watched) {
            watched = true;
            watchedSince = now;
        }
        Optional<Reading> worst = readings.stream()
                .max(Comparator.comparing(reading -> reading.look().level()));
        Level level = worst.map(reading -> reading.look().level()).orElse(Level.UNKNOWN);
        return switch (stage) {
            case OK, SUSPECT -> level.compareTo(Level.SUSPECT) < 0 ? well() : unwell(worst.get(), run, now);
            case EVIDENCE -> {
                if (run != incarnation) {
                    yield drop();
                }
                see(mine(readings));
                yield List.of();
            }
            case ACT -> List.of();
            case PROBATION -> level == Level.BAD ? unwell(worst.get(), run, now) : probation(readings, run, now);
            case UNHEALTHY, GAVE_UP -> still(readings, run, now);
        };
    }

    /** It is not to be looked at just now: not ready, being stopped, paused, in its time of grace. */
    public List<Effect> away(boolean wanted) {
        watched = false;
        return switch (stage) {
            case OK, SUSPECT -> well();
            case EVIDENCE -> drop();
            case ACT -> List.of();
            case PROBATION, UNHEALTHY, GAVE_UP -> wanted ? List.of() : close();
        };
    }

    /** The evidence is there. */
    public List<Effect> collected(String id, long run, long now) {
        if (stage != Stage.EVIDENCE || run != incarnation) {
            return List.of();
        }
        evidence = id;
        return look.is(Level.GOOD) ? recover(now) : decide(now);
    }

    /**
     * The restart is over.
     *
     * @param done false if that run was not there any more, or somebody has it stopped
     */
    public List<Effect> acted(boolean done) {
        if (stage == Stage.ACT) {
            stage = Stage.PROBATION;
            watched = false;
            if (!done) {
                restarts--;
                own.giveBack();
                all.giveBack();
            }
        }
        return List.of();
    }

    /** Somebody says that it may be tried again. */
    public void resume() {
        own.clear();
        restarts = 0;
        if (stage == Stage.GAVE_UP) {
            until = 0;
            stage = Stage.PROBATION;
            watched = false;
        }
    }

    private List<Effect> well() {
        stage = Stage.OK;
        check = null;
        look = Look.GOOD;
        return List.of();
    }

    private List<Effect> unwell(Reading reading, long run, long now) {
        if (stage == Stage.OK) {
            badSince = now;
        }
        check = reading.check();
        look = reading.look();
        incarnation = run;
        if (!look.is(Level.BAD)) {
            stage = Stage.SUSPECT;
            return List.of();
        }
        stage = Stage.EVIDENCE;
        return List.of(new Effect.Collect(check, look.reason(), run));
    }

    /** What there was to tell is told already by others, or there was nothing. */
    private List<Effect> drop() {
        if (told) {
            stage = Stage.PROBATION;
            watched = false;
            return List.of();
        }
        return well();
    }

    private List<Effect> decide(long now) {
        if (!terms.acts()) {
            stage = Stage.UNHEALTHY;
            return List.of(unhealthy(false, now));
        }
        long free = Math.max(
                own.freeAt(terms.restarts(), terms.window(), now),
                all.freeAt(terms.allRestarts(), terms.allWindow(), now));
        if (free > 0) {
            // What says nothing in its start may be meant so: it is not tried again and again.
            boolean forGood = check.equals(StuckCheck.NAME);
            stage = Stage.GAVE_UP;
            until = forGood ? Long.MAX_VALUE : free;
            return List.of(
                    unhealthy(false, now),
                    new Effect.GaveUp(check, restarts, terms.window(), forGood ? -1 : free - now, evidence));
        }
        own.take(now);
        all.take(now);
        restarts++;
        stage = Stage.ACT;
        return List.of(unhealthy(true, now), new Effect.Restart(check, look.reason(), incarnation));
    }

    private Effect unhealthy(boolean acts, long now) {
        told = true;
        return new Effect.Unhealthy(check, look.reason(), look.failures(), now - badSince, incarnation, acts, evidence);
    }

    private List<Effect> probation(List<Reading> readings, long run, long now) {
        Look mine = mine(readings);
        incarnation = run;
        boolean patient = mine.is(Level.UNKNOWN) && now - watchedSince < PATIENCE;
        return mine.is(Level.SUSPECT) || patient ? List.of() : recover(now);
    }

    private List<Effect> still(List<Reading> readings, long run, long now) {
        if (run != incarnation) {
            stage = Stage.PROBATION;
            watchedSince = now;
            return probation(readings, run, now);
        }
        see(mine(readings));
        if (look.is(Level.GOOD)) {
            return recover(now);
        }
        boolean again = stage == Stage.UNHEALTHY ? terms.acts() : now >= until;
        return look.is(Level.BAD) && again ? unwell(new Reading(check, look), run, now) : List.of();
    }

    /** One that can say nothing just now leaves it at what it said. */
    private void see(Look mine) {
        if (mine.is(Level.GOOD) || mine.is(Level.BAD)) {
            look = mine;
        }
    }

    private List<Effect> recover(long now) {
        Effect recovered = new Effect.Recovered(check, now - badSince, restarts, incarnation);
        boolean tell = told;
        close();
        return tell ? List.of(recovered) : List.of();
    }

    private List<Effect> close() {
        told = false;
        restarts = 0;
        until = 0;
        return well();
    }

    /** What the check that found it says now; one that there is no longer has nothing to say against it. */
    private Look mine(List<Reading> readings) {
        return readings.stream()
                .filter(reading -> reading.check().equals(check))
                .map(Reading::look)
                .findFirst()
                .orElse(Look.GOOD);
    }

    public Stage stage() {
        return stage;
    }

    /** What is not well, or null. */
    public String check() {
        return check;
    }

    /** Why, or null. */
    public String reason() {
        return stage == Stage.OK ? null : look.reason();
    }

    /** How often it was restarted since it was last well. */
    public int restarts() {
        return restarts;
    }

    /** When it is tried again, or 0; {@code Long.MAX_VALUE} for never. */
    public long until() {
        return stage == Stage.GAVE_UP ? until : 0;
    }

    /** Since when it is not well. */
    public long since() {
        return badSince;
    }

    /** The newest evidence, or null. */
    public String evidence() {
        return evidence;
    }
}
