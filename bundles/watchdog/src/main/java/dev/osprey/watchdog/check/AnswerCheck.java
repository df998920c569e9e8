package dev.osprey.watchdog.check;

import dev.osprey.module.WatchSpec.Health;
import dev.osprey.watchdog.check.HttpProbe.Answer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Whether the module answers at its health address: so many failures in a row count. */
final class AnswerCheck implements RunCheck {

    private final Health health;
    private final Supplier<Map<String, Object>> document;
    private final HealthTimes times;
    private final Question<Answer> question;
    private HealthAddress address;
    private long next;
    private boolean unproven;
    private boolean answered;
    private int failures;
    private Look latest = Look.UNKNOWN;

    /** How often, how long, and how many failures. */
    record HealthTimes(Duration interval, Duration timeout, int failures) {}

    AnswerCheck(Health health, HealthTimes usual, Supplier<Map<String, Object>> document, Executor crew) {
        this.health = health;
        this.document = document;
        this.times = health == null ? usual : new HealthTimes(health.interval(), health.timeout(), health.failures());
        this.question = new Question<>(crew);
    }

    @Override
    public String name() {
        return "health";
    }

    @Override
    public void begin(long now) {
        next = now;
        failures = 0;
        latest = Look.UNKNOWN;
        stoodStill();
    }

    @Override
    public void stoodStill() {
        unproven = question.open();
    }

    @Override
    public Look look(long now) {
        Answer answer = question.take();
        if (answer != null) {
            judge(answer);
            unproven = false;
        }
        if (now >= next && !question.open()) {
            next = now + times.interval().toNanos();
            ask();
        }
        return latest;
    }

    private void ask() {
        try {
            Optional<HealthAddress> found = HealthAddress.of(health, document.get());
            if (found.isPresent()) {
                address = found.get();
                HealthAddress asked = address;
                question.ask(() -> HttpProbe.get(asked, times.timeout()));
            } else {
                nothingToAsk(Look.UNKNOWN);
            }
        } catch (IllegalArgumentException e) {
            nothingToAsk(Look.unknown(e.getMessage()));
        }
    }

    private void nothingToAsk(Look look) {
        failures = 0;
        latest = look;
    }

    private void judge(Answer answer) {
        if (answer.good()) {
            answered = true;
            failures = 0;
            latest = Look.GOOD;
        } else if (answer.refused() && address.byName() && !answered) {
            latest = Look.unknown("nobody listens on 127.0.0.1; a module that says localhost may listen on ::1 only");
        } else if (!unproven) {
            failures++;
            Look.Level level = failures >= times.failures() ? Look.Level.BAD : Look.Level.SUSPECT;
            latest = new Look(level, answer.what(), failures, answer.text());
        }
    }
}
