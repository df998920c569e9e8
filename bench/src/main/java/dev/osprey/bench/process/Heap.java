package dev.osprey.bench.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The memory of another JVM, asked for with the {@code jcmd} of this one. In kB; empty if it does not say. */
public final class Heap {

    /** The option that makes a JVM count what it takes outside its heap. */
    public static final String COUNT_NATIVE = "-XX:NativeMemoryTracking=summary";

    /** Each generation of the serial collector says this once. */
    private static final Pattern USED = Pattern.compile("generation\\s+total \\d+K, used (\\d+)K");

    /** Where memory of {@code Unsafe} and with it all direct buffers are counted. */
    private static final Pattern DIRECT = Pattern.compile("- +Other \\(reserved=\\d+KB, committed=(\\d+)KB\\)");

    private Heap() {}

    public static OptionalLong usedAfterCollection(long pid) throws IOException {
        say(pid, "GC.run");
        return sum(USED, say(pid, "GC.heap_info"));
    }

    /** Direct buffers, of a JVM that runs with {@link #COUNT_NATIVE}. */
    public static OptionalLong direct(long pid) throws IOException {
        String all = say(pid, "VM.native_memory", "summary");
        return all.contains("Java Heap") ? OptionalLong.of(sum(DIRECT, all).orElse(0)) : OptionalLong.empty();
    }

    private static OptionalLong sum(Pattern number, String text) {
        Matcher matcher = number.matcher(text);
        long sum = 0;
        boolean found = false;
        while (matcher.find()) {
            sum += Long.parseLong(matcher.group(1));
            found = true;
        }
        return found ? OptionalLong.of(sum) : OptionalLong.empty();
    }

    /** @return what it answered; nothing if this Java has no jcmd */
    private static String say(long pid, String... command) throws IOException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        if (!Files.isExecutable(jcmd)) {
            return "";
        }
        Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), String.join(" ", command))
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
