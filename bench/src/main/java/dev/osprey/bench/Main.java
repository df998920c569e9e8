package dev.osprey.bench;

import dev.osprey.bench.hub.HubBench;
import dev.osprey.bench.ipc.IpcBench;
import dev.osprey.bench.jvm.JvmCommand;
import dev.osprey.bench.process.ProcessBench;
import dev.osprey.bench.process.SpawnBench;
import dev.osprey.bench.registry.RegistryCommand;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code ./osprey bench}: writes tables as Markdown to standard output, what is going on to standard error. */
public final class Main {

    private static final Map<String, Command> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("registry", new RegistryCommand());
        COMMANDS.put("jvm", new JvmCommand());
        COMMANDS.put("hub", (quick, tables, progress) -> HubBench.run(tables, progress, quick) == 0);
        COMMANDS.put("isolation", (quick, tables, progress) -> HubBench.isolation(tables, progress, quick) == 0);
        COMMANDS.put("spawn", new SpawnBench());
        COMMANDS.put("ipc", (quick, tables, progress) -> IpcBench.run(tables, progress, quick) == 0);
        COMMANDS.put("start", (quick, tables, progress) -> ProcessBench.start(tables, quick) == 0);
        COMMANDS.put("memory", (quick, tables, progress) -> ProcessBench.memory(tables) == 0);
    }

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream tables, PrintStream progress) throws IOException {
        List<String> subjects = new ArrayList<>(arguments);
        boolean quick = subjects.removeIf("--quick"::equals);
        if (subjects.isEmpty() || subjects.removeIf("all"::equals)) {
            subjects = List.copyOf(COMMANDS.keySet());
        }
        for (String subject : subjects) {
            if (!COMMANDS.containsKey(subject)) {
                progress.println("There is no benchmark " + subject + "; there are "
                        + String.join(", ", COMMANDS.keySet()) + " and all, each with --quick for a short look");
                return 2;
            }
        }
        tables.println(Machine.line());
        boolean complete = true;
        for (String subject : subjects) {
            tables.println();
            complete &= COMMANDS.get(subject).run(quick, tables, progress);
        }
        return complete ? 0 : 1;
    }
}
