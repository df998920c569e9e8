package dev.osprey.watchdog.check;

import dev.osprey.module.ModuleLogs;
import dev.osprey.module.ModuleLogs.Following;
import dev.osprey.module.ModuleLogs.Line;
import dev.osprey.module.ModuleLogs.Stream;
import java.time.Duration;
import java.util.List;

/** Whether the module still writes anything. */
final class SilenceCheck implements RunCheck {

    private final Duration allowed;
    private final Following following;
    private volatile boolean spoke;
    private long at;

    SilenceCheck(ModuleLogs logs, String name, Duration allowed) {
        this.allowed = allowed;
        this.following = logs.follow(name, null, new ModuleLogs.Listener() {
            @Override
            public void onLines(List<Line> lines) {
                spoke |= lines.stream().anyMatch(line -> line.stream() != Stream.SYS);
            }

            @Override
            public void onGap(long lines) {
                spoke = true;
            }
        });
    }

    @Override
    public String name() {
        return "silence";
    }

    @Override
    public void begin(long now) {
        at = now;
    }

    @Override
    public Look look(long now) {
        if (spoke) {
            spoke = false;
            at = now;
        }
        return Age.judge(now - at, allowed, "It last wrote a line");
    }

    @Override
    public void close() {
        following.close();
    }
}
