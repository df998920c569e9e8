package dev.osprey.bench.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The heap of another JVM, asked for with the {@code jcmd} of this one. */
final class Heap {

    /** Each generation of the serial collector says this once. */
    private static final Pattern USED = Pattern.compile("generation\\s+total \\d+K, used (\\d+)K");

    private Heap() {}

    static String usedAfterCollection(long pid) throws IOException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (!Files.isExecutable(jcmd)) {
            return "not known: this Java has no jcmd";
        }
        say(jcmd, pid, "GC.run");
        String info = say(jcmd, pid, "GC.heap_info");
        Matcher used = USED.matcher(info);
        long sum = 0;
        while (used.find()) {
            sum += Long.parseLong(used.group(1));
        }
        return sum == 0 ? "not known: jcmd gave no answer" : ProcessBench.mebibytes(sum << 10);
    }

    private static String say(Path jcmd, long pid, String command) throws IOException {
        Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
