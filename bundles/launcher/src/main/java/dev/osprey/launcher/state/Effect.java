package dev.osprey.launcher.state;

import java.time.Duration;
import java.util.Map;

/** What is to be done after a step, in order. None of it is waited for: its outcome comes as an {@link Input}. */
public sealed interface Effect {

    /** Make a run; ends in {@link Input.Spawned} or {@link Input.SpawnFailed}, then some time in {@link Input.Exited}. */
    record Spawn(long incarnation) implements Effect {}

    /** See by looking whether it is ready. */
    record Probe(long incarnation) implements Effect {}

    /** End the whole tree; ends in {@link Input.Gone}. */
    record Kill(long incarnation, Duration grace) implements Effect {}

    /** Nothing more comes on its standard input. */
    record CloseInput() implements Effect {}

    /** What it could speak with or be found by no longer counts. */
    record CutOff() implements Effect {}

    /** Ends in {@link Input.Due}, unless the situation has another timer by then. */
    record SetTimer(long id, Duration delay) implements Effect {}

    /** An event; {@code module_id} is added. */
    record Publish(String subject, Map<String, Object> data) implements Effect {}

    /** A line of the life cycle. */
    record Record(String step, Map<String, Object> extras) implements Effect {}
}
