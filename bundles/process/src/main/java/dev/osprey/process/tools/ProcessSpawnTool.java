package dev.osprey.process.tools;

import dev.osprey.process.ManagedProcess;
import dev.osprey.process.OutputListener;
import dev.osprey.process.ProcessExit;
import dev.osprey.process.ProcessSpec;
import dev.osprey.process.Processes;
import dev.osprey.process.SpawnException;
import dev.osprey.system.Home;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import dev.osprey.tool.ToolException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
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
                "Starts a program in the background, or with wait=true runs it to its end and streams its output.",
        // A program can do what Osprey's user can, reading the administrator's token included.
        role = ProcessSpawnTool.ROLE,
        timeout = 3600,
        input =
                """
                {"type":"object","additionalProperties":false,"required":["argv"],"properties":{
                "name":{"type":"string","minLength":1,"maxLength":64,"pattern":"^[A-Za-z0-9._~-]+$"},
                "argv":{"type":"array","minItems":1,"maxItems":1000,"items":{"type":"string","maxLength":131071}},
                "folder":{"type":"string","maxLength":4096},
                "env":{"type":"object","maxProperties":200,"additionalProperties":{"type":"string","maxLength":131071}},
                "wait":{"type":"boolean","default":false},
                "lines":{"type":"integer","minimum":0,"maximum":10000,"default":1000}}}""",
        output =
                """
                {"type":"object","required":["id","pid"],"properties":{
                "id":{"type":"string"},"pid":{"type":"integer"},
                "exit_code":{"type":"integer"},"signal":{"type":["string","null"]},
                "lines":{"type":"integer"},"truncated":{"type":"boolean"},"leftovers":{"type":"integer"}}}""")
public final class ProcessSpawnTool implements Tool {

    static final String ROLE = "admin";

    private static final OutputListener NOBODY = (stream, line) -> {};
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final int USUAL_LINES = 1000;

    private final Processes processes;
    private final Path usualFolder;

    @Activate
    public ProcessSpawnTool(
            @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Processes processes, @Reference Home home) {
        this.processes = processes;
        this.usualFolder = home.root();
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        ProcessSpec spec = spec(input, call);
        if (!Boolean.TRUE.equals(input.get("wait"))) {
            return describe(spawn(spec, NOBODY));
        }
        int lines = input.get("lines") instanceof Number limit ? limit.intValue() : USUAL_LINES;
        OutputRelay relay = new OutputRelay(lines);
        ManagedProcess process = spawn(spec, relay);
        call.onCancel(relay::cancel);
        try {
            ProcessExit exit = relay.relay(process, call);
            Map<String, Object> result = describe(process);
            result.put("exit_code", exit.code());
            result.put("signal", exit.signal());
            result.put("lines", relay.lines());
            result.put("truncated", relay.truncated());
            result.put("leftovers", process.kill(GRACE).found());
            return result;
        } finally {
            relay.close();
            process.kill(GRACE);
        }
    }

    private ProcessSpec spec(Map<String, Object> input, ToolCall call) {
        List<String> argv =
                ((List<?>) input.get("argv")).stream().map(String.class::cast).toList();
        Map<String, String> environment = new LinkedHashMap<>();
        if (input.get("env") instanceof Map<?, ?> env) {
            env.forEach((name, value) -> environment.put((String) name, (String) value));
        }
        try {
            Path folder = input.get("folder") instanceof String given
                    ? usualFolder.resolve(given).normalize()
                    : usualFolder;
            String name = input.get("name") instanceof String given ? given : baseName(argv.get(0));
            return new ProcessSpec(name, call.principal().name(), argv, folder, environment);
        } catch (InvalidPathException e) {
            throw new ToolException(
                    ToolException.INVALID_INPUT, "folder holds a character that no path can have", "Remove it.", e);
        }
    }

    /** What a thread and a log line can be named after. */
    private static String baseName(String program) {
        String base = program.substring(program.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._~-]", "_");
        return base.isEmpty() ? "process" : base.substring(0, Math.min(64, base.length()));
    }

    private ManagedProcess spawn(ProcessSpec spec, OutputListener output) {
        try {
            return processes.spawn(spec, output);
        } catch (SpawnException e) {
            throw new ToolException(
                    ToolException.INVALID_INPUT, e.getMessage(), "Correct argv, folder or env and call again.", e);
        }
    }

    private static Map<String, Object> describe(ManagedProcess process) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("id", process.id());
        result.put("pid", process.pid());
        return result;
    }
}
