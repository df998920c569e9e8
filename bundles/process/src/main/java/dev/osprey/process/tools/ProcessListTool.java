package dev.osprey.process.tools;

import dev.osprey.process.ManagedProcess;
import dev.osprey.process.Processes;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceScope;

/** Lists what Osprey started. */
@Component
@ToolDefinition(
        name = "process.list",
        description =
                "Lists the processes that Osprey started and that live, oldest first; with ended=true the last that "
                        + "have ended too, newest first, and with usage=true what each uses.",
        role = "viewer",
        readOnly = true,
        input =
                """
                {"type":"object","additionalProperties":false,"properties":{
                "ended":{"type":"boolean","default":false},
                "owner":{"type":"string","maxLength":256,"description":"* and ? stand for anything"},
                "usage":{"type":"boolean","default":false}}}""",
        output =
                """
                {"type":"array","items":{"type":"object","required":["id","pid","name","state"],"properties":{
                "id":{"type":"string"},"pid":{"type":"integer"},"name":{"type":"string"},"owner":{"type":"string"},
                "program":{"type":"string"},"folder":{"type":"string"},"started_at":{"type":"string"},
                "state":{"enum":["running","paused","stopping","exited"]},
                "exit_code":{"type":"integer"},"signal":{"type":["string","null"]},"reason":{"type":"string"},
                "cpu_seconds":{"type":"number"},"cpu_percent":{"type":"number"},
                "memory_bytes":{"type":"integer"},"memory_peak_bytes":{"type":["integer","null"]},
                "threads":{"type":"integer"},"processes":{"type":"integer"},
                "read_bytes":{"type":"integer"},"written_bytes":{"type":"integer"},
                "throttled_seconds":{"type":"number"},"at":{"type":"string"}}}}""")
public final class ProcessListTool implements Tool {

    private final Processes processes;
    private final CpuShares shares;

    @Activate
    public ProcessListTool(
            @Reference(scope = ReferenceScope.PROTOTYPE_REQUIRED) Processes processes, @Reference CpuShares shares) {
        this.processes = processes;
        this.shares = shares;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        Stream<ManagedProcess> living = processes.list().stream();
        Stream<ManagedProcess> all =
                Boolean.TRUE.equals(input.get("ended")) ? Stream.concat(living, processes.ended().stream()) : living;
        Pattern owner = glob(input.get("owner"));
        boolean usage = Boolean.TRUE.equals(input.get("usage"));
        List<ManagedProcess> wanted = all.filter(
                        process -> owner.matcher(process.spec().owner()).matches())
                .toList();
        return wanted.stream().map(process -> row(process, usage)).toList();
    }

    private Map<String, Object> row(ManagedProcess process, boolean usage) {
        Map<String, Object> row = Rows.row(process);
        if (usage) {
            row.putAll(Rows.usage(process, shares));
        }
        return row;
    }

    private static Pattern glob(Object given) {
        String text = given instanceof String glob ? glob : "*";
        StringBuilder pattern = new StringBuilder();
        for (char c : text.toCharArray()) {
            pattern.append(
                    switch (c) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        default -> Pattern.quote(String.valueOf(c));
                    });
        }
        return Pattern.compile(pattern.toString(), Pattern.DOTALL);
    }
}
