package dev.osprey.process;

/**
 * How one wish of a spawn is met.
 *
 * @param resource {@code cpu, memory, pids, open_files, io, wall_time, kill, freeze, sandbox, pty}
 * @param by {@code cgroup2, cgroup1, rlimit, ionice, timer, session, bwrap, pty} or {@code none}
 * @param note what a reader should know of it, or null
 */
public record Applied(String resource, String by, String note) {}
