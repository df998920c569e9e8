package dev.osprey.launcher.state;

import dev.osprey.module.ReadyCheck;
import dev.osprey.module.RestartPolicy;
import java.time.Duration;

/**
 * What a module's manifest decides about its life.
 *
 * @param module its name
 * @param restart what happens when it ends by itself
 * @param ready how one sees that it is ready
 * @param readyTimeout how long that may take
 * @param stop the times of its end
 */
public record Rules(String module, RestartPolicy restart, ReadyCheck ready, Duration readyTimeout, StopTimes stop) {}
