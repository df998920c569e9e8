package dev.osprey.process.terminal;

import dev.osprey.event.EventDraft;
import dev.osprey.event.EventHub;
import dev.osprey.process.ProcessExit;
import dev.osprey.process.Processes;
import dev.osprey.terminal.Terminal;
import dev.osprey.terminal.TerminalSpec;
import dev.osprey.terminal.Terminals;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** The terminals as a service. Their processes end with the component, since it is their owner. */
@Component
public final class HostTerminals implements Terminals {

    private final TerminalTable table;

    @Activate
    public HostTerminals(
            @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Processes processes,
            @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) EventHub hub) {
        this.table = new TerminalTable(processes, new Published(hub), Clock.systemUTC());
    }

    private record Published(EventHub hub) implements TerminalTable.Observer {

        @Override
        public void created(Terminal terminal) {
            publish("terminal.created", about(terminal));
        }

        @Override
        public void ended(Terminal terminal, ProcessExit exit) {
            Map<String, Object> data = about(terminal);
            data.put("exit_code", exit.code());
            publish("terminal.ended", data);
        }

        private static Map<String, Object> about(Terminal terminal) {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("id", terminal.id());
            data.put("name", terminal.spec().name());
            data.put("owner", terminal.spec().owner());
            data.put("pid", terminal.process().pid());
            return data;
        }

        private void publish(String subject, Map<String, Object> data) {
            hub.publish(EventDraft.of(subject, data).from("osprey"));
        }
    }

    @Override
    public Terminal create(TerminalSpec spec) {
        return table.create(spec);
    }

    @Override
    public List<Terminal> list() {
        return table.list();
    }

    @Override
    public Optional<Terminal> find(String id) {
        return table.find(id);
    }
}
