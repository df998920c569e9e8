package dev.osprey.launcher.state;

import java.util.List;

/** What a step leads to. */
public record Step(Situation situation, List<Effect> effects) {
    public Step {
        effects = List.copyOf(effects);
    }
}
