package dev.osprey.process.table;

import dev.osprey.process.OutputListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what a process wrote. */
public final class Lines implements OutputListener {

    public final List<String> all = new CopyOnWriteArrayList<>();

    @Override
    public void onLine(Stream stream, String line) {
        all.add(line);
    }

    /** Waits for the first line with this prefix and returns the rest of it. */
    public String await(String prefix) {
        Await.until("a line " + prefix, () -> all.stream().anyMatch(line -> line.startsWith(prefix)));
        return all.stream()
                .filter(line -> line.startsWith(prefix))
                .findFirst()
                .orElseThrow()
                .substring(prefix.length());
    }

    public long awaitPid(String prefix) {
        return Long.parseLong(await(prefix).trim());
    }
}
