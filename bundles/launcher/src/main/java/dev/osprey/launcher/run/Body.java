package dev.osprey.launcher.run;

import dev.osprey.launcher.manifest.Manifest;
import dev.osprey.launcher.state.Rules;
import dev.osprey.module.ModuleKind;

/** What a runner runs: a folder with a program, or a bundle. Thread-safe. */
interface Body {

    ModuleKind kind();

    Manifest manifest();

    /** Where it lies: a folder, or a bundle's location. */
    String place();

    /** Where it was found. */
    String source();

    /** What decides about its life. */
    Rules rules();

    /** Whether it runs already without anybody's doing here. */
    default boolean up() {
        return false;
    }

    /** Whether a run that was just made is ready already. */
    default boolean readyAtOnce() {
        return false;
    }

    /**
     * Makes a run. May wait.
     *
     * @throws BodyException if that failed
     */
    Living start(long incarnation);

    /** What the run of before could speak with or be found by no longer counts. */
    void cutOff();

    /** Nobody needs it any more. */
    void close();
}
