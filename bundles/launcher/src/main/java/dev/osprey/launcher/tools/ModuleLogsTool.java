package dev.osprey.launcher.tools;

import dev.osprey.access.Permission;
import dev.osprey.module.ModuleLogs;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows what a module wrote, and what it writes. */
@Component
@ToolDefinition(
        name = "module.logs",
        description =
                "Shows lines that a module wrote, the last ones or those around a cursor; with follow=true also, in "
                        + "parts, what it writes until the call is cancelled.",
        role = "viewer",
        readOnly = true,
        timeout = 3600,
        concurrent = 64,
        input =
                """
                {"type":"object","additionalProperties":false,"required":["name"],"properties":{"""
                        + Schemas.NAME
                        + """
                ,"lines":{"type":"integer","minimum":1,"maximum":10000,"default":200},
                "before":{"type":"string","maxLength":64,"description":"a cursor: those right before it"},
                "after":{"type":"string","maxLength":64,"description":"a cursor: those right after it"},
                "stream":{"enum":["out","err","sys"]},
                "follow":{"type":"boolean","default":false}}}""",
        output =
                """
                {"type":"object","required":["name","entries","reset","more"],"properties":{
                "name":{"type":"string"},"reset":{"type":"boolean"},"more":{"type":"boolean"},
                "entries":{"type":"array","items":{"type":"object","properties":{
                "cursor":{"type":"string"},"time":{"type":["string","null"]},
                "stream":{"enum":["out","err","sys"]},"text":{"type":"string"}}}}}}""")
public final class ModuleLogsTool implements Tool {

    private static final int USUAL = 200;

    private final ModuleLogs logs;
    private final Desk desk;

    @Activate
    public ModuleLogsTool(@Reference ModuleLogs logs, @Reference Desk desk) {
        this.logs = logs;
        this.desk = desk;
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        String name = Desk.name(input);
        ModuleLogs.Query query = query(input);
        return desk.ask(call, Permission.MODULE_LOG, name, () -> {
            ModuleLogs.Page page = logs.page(name, query);
            return Boolean.TRUE.equals(input.get("follow")) ? follow(name, query, page, call) : answer(name, page);
        });
    }

    private static ModuleLogs.Query query(Map<String, Object> input) {
        return new ModuleLogs.Query(
                (String) input.get("before"),
                (String) input.get("after"),
                input.get("lines") instanceof Number lines ? lines.intValue() : USUAL,
                input.get("stream") instanceof String stream
                        ? ModuleLogs.Stream.valueOf(stream.toUpperCase(Locale.ROOT))
                        : null);
    }

    /** What there is goes first, as a part like what comes. */
    private Object follow(String name, ModuleLogs.Query query, ModuleLogs.Page page, ToolCall call) {
        LogRelay relay = new LogRelay(call, query.only());
        if (page.reset()) {
            relay.onReset();
        }
        relay.onLines(page.lines());
        List<ModuleLogs.Line> lines = page.lines();
        String last =
                lines.isEmpty() ? query.after() : lines.get(lines.size() - 1).cursor();
        ModuleLogs.Following following = logs.follow(name, last, relay);
        try {
            relay.await();
        } finally {
            following.close();
        }
        return answer(name, new ModuleLogs.Page(List.of(), false, false));
    }

    private static Map<String, Object> answer(String name, ModuleLogs.Page page) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("name", name);
        answer.put("entries", page.lines().stream().map(ModuleJson::of).toList());
        answer.put("reset", page.reset());
        answer.put("more", page.more());
        return answer;
    }
}
