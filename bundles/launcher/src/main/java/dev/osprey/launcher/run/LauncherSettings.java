package dev.osprey.launcher.run;

import java.time.Duration;

/**
 * How the launcher works.
 *
 * @param look how often to look for new and removed modules
 * @param settle how long a new folder must stay unchanged before it is used
 * @param python what Python is called
 * @param node what Node is called
 * @param handshake times of the stop handshake
 */
public record LauncherSettings(Duration look, Duration settle, String python, String node, HandshakeTimes handshake) {}
