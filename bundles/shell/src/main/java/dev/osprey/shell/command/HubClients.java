package dev.osprey.shell.command;

import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Who is connected. */
@Service
@Command(
        scope = "hub",
        name = "clients",
        description = "Lists who is connected to the event hub, to how many patterns and watches, and how they keep up",
        detailedDescription = "Example: hub:clients --watch 5")
public final class HubClients extends ListCommand {

    private static final ToolTable CLIENTS = new ToolTable("hub.clients", "Nobody is connected.")
            .column("Who", "principal")
            .column("Remote", "remote")
            .column("Since", "since")
            .column("Patterns", "patterns")
            .column("Watches", "watches")
            .column("In", "events_in")
            .column("Out", "events_out")
            .column("Lost", client -> Values.alarming(client.get("events_dropped")))
            .column("Unread", "pending_bytes");

    @Override
    void run(Door door) {
        CLIENTS.show(door, Map.of());
    }
}
