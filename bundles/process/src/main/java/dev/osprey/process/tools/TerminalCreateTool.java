package dev.osprey.process.tools;

import dev.osprey.process.ProcessSpec;
import dev.osprey.process.SpawnException;
import dev.osprey.system.Home;
import dev.osprey.terminal.Terminal;
import dev.osprey.terminal.TerminalSpec;
import dev.osprey.terminal.Terminals;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import dev.osprey.tool.ToolException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Opens a terminal. */
@Component
@ToolDefinition(
        name = "terminal.create",
        description = "Opens a terminal with a shell that lives on between calls.",
        role = "admin",
        input = TerminalCreateTool.INPUT,
        output =
                """
                {"type":"object","required":["id","pid","rows","columns"],"properties":{
                "id":{"type":"string"},"pid":{"type":"integer"},"rows":{"type":"integer"},"columns":{"type":"integer"}}}""")
public final class TerminalCreateTool implements Tool {

    static final String INPUT =
            """
            {"type":"object","additionalProperties":false,"properties":{
            "name":{"type":"string","minLength":1,"maxLength":64,"pattern":"^[A-Za-z0-9._~-]+$"},
            "shell":{"type":"array","maxItems":100,"items":{"type":"string","maxLength":4096}},
            "folder":{"type":"string","maxLength":4096},
            "env":{"type":"object","maxProperties":200,"additionalProperties":{"type":"string","maxLength":131071}},
            "rows":{"type":"integer","minimum":1,"maximum":1000,"default":24},
            "columns":{"type":"integer","minimum":1,"maximum":1000,"default":80},
            "scroll_back_bytes":{"type":"integer","minimum":4096,"maximum":4194304,"default":1048576},
            "limits":"""
                    + SpecInput.LIMITS + ",\"sandbox\":" + SpecInput.SANDBOX + "}}";

    private static final int USUAL_SCROLL_BACK = 1 << 20;

    private final Terminals terminals;
    private final Path usualFolder;

    @Activate
    public TerminalCreateTool(@Reference Terminals terminals, @Reference Home home) {
        this.terminals = terminals;
        this.usualFolder = home.root();
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        List<String> shell = input.get("shell") instanceof List<?> given
                ? given.stream().map(String.class::cast).toList()
                : List.of();
        Map<String, Object> process = new HashMap<>(input);
        process.put("argv", shell.isEmpty() ? List.of("shell") : shell);
        ProcessSpec spec = new SpecInput(process).spec(call.principal().name(), usualFolder);
        try {
            Terminal terminal = terminals.create(new TerminalSpec(
                    spec.name(),
                    spec.owner(),
                    shell,
                    spec.folder(),
                    spec.environment(),
                    TerminalRows.size(input),
                    TerminalRows.number(input, "scroll_back_bytes", USUAL_SCROLL_BACK),
                    spec.limits(),
                    spec.sandbox()));
            return Map.of(
                    "id", terminal.id(),
                    "pid", terminal.process().pid(),
                    "rows", terminal.size().rows(),
                    "columns", terminal.size().columns());
        } catch (SpawnException e) {
            String code =
                    e.reason() == SpawnException.Reason.TOO_MANY ? ToolException.BUSY : ToolException.INVALID_INPUT;
            throw new ToolException(code, e.getMessage(), "Correct the input, or end a terminal.", e);
        }
    }
}
