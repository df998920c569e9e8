package dev.osprey.launcher.tools;

import dev.osprey.module.ModuleLogs;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Hands on what a module writes as parts of a call. A slow caller holds up its own log only, which counts what it leaves out. */
final class LogRelay implements ModuleLogs.Listener {

    private final ToolCall call;
    private final ModuleLogs.Stream only;
    private final CountDownLatch over = new CountDownLatch(1);

    /** @param only of this stream, or null for all */
    LogRelay(ToolCall call, ModuleLogs.Stream only) {
        this.call = call;
        this.only = only;
        call.onCancel(over::countDown);
    }

    @Override
    public void onLines(List<ModuleLogs.Line> lines) {
        List<Map<String, Object>> entries = lines.stream()
                .filter(line -> only == null || line.stream() == only)
                .map(ModuleJson::of)
                .toList();
        if (!entries.isEmpty()) {
            hand(Map.of("entries", entries));
        }
    }

    @Override
    public void onGap(long lines) {
        hand(Map.of("gap", lines));
    }

    @Override
    public void onReset() {
        hand(Map.of("reset", true));
    }

    @Override
    public void onEnd() {
        over.countDown();
    }

    private void hand(Map<String, Object> part) {
        if (over.getCount() == 0) {
            return;
        }
        try {
            call.chunk(part);
        } catch (ToolException ended) {
            // the caller left while this was on its way
            over.countDown();
        }
    }

    /** Until the call is cancelled or the module is removed. */
    void await() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
