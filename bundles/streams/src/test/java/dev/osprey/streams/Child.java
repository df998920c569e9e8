package dev.osprey.streams;

import dev.osprey.event.JournalException;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A JVM of its own that appends and says, a line each, the last number that it had acknowledged. */
final class Child {

    private static final PrintStream OUT = System.out;

    private Child() {}

    /** Folder, first number, largest limit in events, batches to append. */
    public static void main(String[] arguments) throws IOException {
        Random random = new Random(7);
        try (Rig rig = new Rig()) {
            rig.disk(Rig.disk("d", "a.>", Long.parseLong(arguments[2]), 64 << 20), Path.of(arguments[0]));
            long next = Math.max(Long.parseLong(arguments[1]), rig.journal.last() + 1);
            OUT.println("first " + next);
            for (long left = Long.parseLong(arguments[3]); left > 0; left--) {
                int size = 1 + random.nextInt(4);
                try {
                    rig.append("a.b", next, size, 100 + random.nextInt(12_000));
                    OUT.println(next + size - 1);
                } catch (JournalException e) {
                    OUT.println("failed " + e.getMessage());
                }
                next += size;
            }
        }
    }

    static Process start(String limit, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", limit + " exec \"$@\"", "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-Dorg.slf4j.simpleLogger.defaultLogLevel=off"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Child.class.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return new ProcessBuilder(command).redirectError(new File("/dev/null")).start();
    }
}
