package dev.osprey.process.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program behind stage parts, in a session of its own, as the table does. */
public final class Staged {

    private Staged() {}

    public static Process start(List<StagePart> parts, String... argv) throws IOException {
        return builder(parts, argv).start();
    }

    public static ProcessBuilder builder(List<StagePart> parts, String... argv) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            text.append("p")
                    .append(i)
                    .append("() {\n")
                    .append(parts.get(i).text())
                    .append("\n}\n");
        }
        for (int i = 0; i < parts.size(); i++) {
            text.append("p").append(i);
            parts.get(i).values().forEach(value -> text.append(" '")
                    .append(value.replace("'", "'\\''"))
                    .append("'"));
            text.append("\n");
        }
        text.append("exec \"$@\"");
        List<String> whole = new ArrayList<>(List.of("/usr/bin/setsid", "--", "/bin/sh", "-c", text.toString(), "sh"));
        whole.addAll(List.of(argv));
        return new ProcessBuilder(whole).redirectErrorStream(true);
    }

    /** What it wrote, and its exit code in the last line. */
    public static String run(List<StagePart> parts, String... argv) throws IOException, InterruptedException {
        Process process = start(parts, argv);
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("It does not end: " + String.join(" ", argv));
        }
        return output + process.exitValue();
    }
}
