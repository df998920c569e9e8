package dev.osprey.bench;

import dev.osprey.bench.registry.RegistryCommand;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs one of the benchmarks and writes its tables as Markdown to standard output; progress goes to standard error. */
public final class Main {

    private static final Map<String, Command> COMMANDS = new TreeMap<>(Map.of("registry", new RegistryCommand()));

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream tables, PrintStream progress) {
        Command command = arguments.isEmpty() ? null : COMMANDS.get(arguments.get(0));
        List<String> options = arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size());
        if (command == null || !List.of("--quick").containsAll(options)) {
            progress.println("Usage: " + String.join("|", COMMANDS.keySet()) + " [--quick]; not "
                    + (arguments.isEmpty() ? "without an argument" : String.join(" ", arguments)));
            return 2;
        }
        boolean quick = !options.isEmpty();
        tables.println(Machine.line());
        tables.println();
        return command.run(quick, tables, progress) ? 0 : 1;
    }
}
