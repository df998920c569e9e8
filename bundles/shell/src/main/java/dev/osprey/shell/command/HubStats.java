package dev.osprey.shell.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The hub's counters. */
@Service
@Command(
        scope = "hub",
        name = "stats",
        description = "Shows what goes through the event hub: connections, events, bytes that wait",
        detailedDescription = "Example: hub:stats --watch")
public final class HubStats extends ListCommand {

    @Override
    void run(Door door) {
        Answers.pairs(door, "hub.stats");
    }
}
