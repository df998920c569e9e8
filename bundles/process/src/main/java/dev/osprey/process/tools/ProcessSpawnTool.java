package dev.osprey.process.tools;

import dev.osprey.process.KillReport;
import dev.osprey.process.ManagedProcess;
import dev.osprey.process.OutputListener;
import dev.osprey.process.ProcessExit;
import dev.osprey.process.ProcessSpec;
import dev.osprey.process.Processes;
import dev.osprey.process.SpawnException;
import dev.osprey.process.table.Described;
import dev.osprey.system.Home;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import dev.osprey.tool.ToolException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** Runs a program: in the background, or with {@code wait} until it ends, its lines as chunks. */
@Component
@ToolDefinition(
        name = "process.spawn",
        description =
                "Starts a program in the background, or with wait=true runs it to its end and streams its output; "
                        + "within limits, in a sandbox, on a terminal if asked for.",
        // A program can do what Osprey's user can, reading the administrator's token included.
        role = ProcessSpawnTool.ROLE,
        timeout = 3600,
        input = SpecInput.INPUT,
        output =
                """
                {"type":"object","required":["id","pid","applied"],"properties":{
                "id":{"type":"string"},"pid":{"type":"integer"},
                "applied":{"type":"array","items":{"type":"object","properties":{"resource":{"type":"string"},
                "by":{"type":"string"},"note":{"type":["string","null"]}}}},
                "exit_code":{"type":"integer"},"signal":{"type":["string","null"]},"reason":{"type":"string"},
                "lines":{"type":"integer"},"truncated":{"type":"boolean"},
                "leftovers":{"type":"integer"},"survivors":{"type":"integer"}}}""")
public final class ProcessSpawnTool implements Tool {

    static final String ROLE = "admin";

    private static final OutputListener NOBODY = (stream, line) -> {};
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final int USUAL_LINES = 1000;

    private final Processes processes;
    private final Inputs inputs;
    private final Path usualFolder;

    @Activate
    public ProcessSpawnTool(
            @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Processes processes,
            @Reference Inputs inputs,
            @Reference Home home) {
        this.processes = processes;
        this.inputs = inputs;
        this.usualFolder = home.root();
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        ProcessSpec spec = new SpecInput(input).spec(call.principal().name(), usualFolder);
        if (!Boolean.TRUE.equals(input.get("wait"))) {
            ManagedProcess process = spawn(spec, NOBODY);
            type(process, input);
            return describe(process);
        }
        int lines = input.get("lines") instanceof Number limit ? limit.intValue() : USUAL_LINES;
        OutputRelay relay = new OutputRelay(lines);
        ManagedProcess process = spawn(spec, relay);
        call.onCancel(relay::cancel);
        try {
            type(process, input);
            ProcessExit exit = relay.relay(process, call);
            Map<String, Object> result = describe(process);
            result.putAll(Rows.exit(exit));
            result.put("lines", relay.lines());
            result.put("truncated", relay.truncated());
            KillReport leftovers = process.kill(GRACE);
            result.put("leftovers", leftovers.found());
            result.put("survivors", leftovers.survivors());
            return result;
        } finally {
            relay.close();
            process.kill(GRACE);
        }
    }

    /** Standard input that is given is all that there will be. */
    private void type(ManagedProcess process, Map<String, Object> input) {
        if (input.get("stdin") instanceof String text) {
            inputs.write(process, text.getBytes(StandardCharsets.UTF_8), true);
        }
    }

    private ManagedProcess spawn(ProcessSpec spec, OutputListener output) {
        try {
            return processes.spawn(spec, output);
        } catch (SpawnException e) {
            String code =
                    switch (e.reason()) {
                        case TOO_MANY -> ToolException.BUSY;
                        case STOPPING -> ToolException.CONFLICT;
                        default -> ToolException.INVALID_INPUT;
                    };
            throw new ToolException(code, e.getMessage(), "Correct what is named and call again.", e);
        }
    }

    private static Map<String, Object> describe(ManagedProcess process) {
        Map<String, Object> result = Rows.identity(process);
        result.put("applied", Described.applied(process.applied()));
        return result;
    }
}
