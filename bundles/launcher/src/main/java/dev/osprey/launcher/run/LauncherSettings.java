package dev.osprey.launcher.run;

import dev.osprey.launcher.state.StopTimes;
import java.time.Duration;
import java.util.List;

/**
 * How the launcher works.
 *
 * @param look how often to look for new and removed modules
 * @param settle how long a new folder must stay unchanged before it is used
 * @param runtimes the programs that run modules
 * @param stop the times of the stop handshake
 * @param shutdown how long the end of all modules may take
 * @param sources folders and lists of modules beside the {@code modules} folder
 * @param ownerCheck whether modules that somebody else could change are refused
 */
public record LauncherSettings(
        Duration look,
        Duration settle,
        Runtimes runtimes,
        StopTimes stop,
        Duration shutdown,
        List<String> sources,
        boolean ownerCheck) {}
