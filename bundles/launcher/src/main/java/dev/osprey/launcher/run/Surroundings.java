package dev.osprey.launcher.run;

import dev.osprey.access.Credentials;
import dev.osprey.event.EventHub;
import dev.osprey.process.Processes;
import dev.osprey.registry.Registry;
import dev.osprey.system.Home;

/**
 * What all modules share.
 *
 * @param home the folders
 * @param hub for events
 * @param registry where modules enter themselves
 * @param credentials where their tokens come from
 * @param processes starts them
 * @param endpoints addresses for them
 */
public record Surroundings(
        Home home,
        EventHub hub,
        Registry registry,
        Credentials credentials,
        Processes processes,
        Endpoints endpoints) {}
