package dev.osprey.process.host;

import dev.osprey.process.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A way to enforce one resource through a control group; of each resource the first that works here is taken. */
enum Lever {
    CPU_SECOND("cpu", true, "cpu", "cpu.max", "max") {
        @Override
        void set(Path group, Limits limits) throws IOException {
            write(group, quota(limits) + " " + PERIOD_MICROS);
        }
    },
    CPU_FIRST("cpu", false, "cpu", "cpu.cfs_quota_us", "-1") {
        @Override
        void set(Path group, Limits limits) throws IOException {
            ControlFile.write(group.resolve("cpu.cfs_period_us"), String.valueOf(PERIOD_MICROS));
            write(group, String.valueOf(quota(limits)));
        }
    },
    MEMORY_SECOND("memory", true, "memory", "memory.max", "max") {
        @Override
        void set(Path group, Limits limits) throws IOException {
            write(group, String.valueOf(limits.memoryBytes()));
            // Without this a limit of memory only means more work for the disk.
            writeIfThere(group, "memory.swap.max", "0");
            writeIfThere(group, "memory.oom.group", "1");
        }
    },
    MEMORY_FIRST("memory", false, "memory", "memory.limit_in_bytes", "-1") {
        @Override
        void set(Path group, Limits limits) throws IOException {
            write(group, String.valueOf(limits.memoryBytes()));
            writeIfThere(group, "memory.memsw.limit_in_bytes", String.valueOf(limits.memoryBytes()));
        }
    },
    PIDS_SECOND("pids", true, "pids", "pids.max", "max") {
        @Override
        void set(Path group, Limits limits) throws IOException {
            write(group, String.valueOf(limits.pids()));
        }
    },
    PIDS_FIRST("pids", false, "pids", "pids.max", "max") {
        @Override
        void set(Path group, Limits limits) throws IOException {
            write(group, String.valueOf(limits.pids()));
        }
    },
    IO_SECOND("io", true, "io", "io.weight", "100") {
        @Override
        void set(Path group, Limits limits) throws IOException {
            write(group, String.valueOf(limits.ioWeight()));
        }
    },
    IO_SECOND_BFQ("io", true, "io", "io.bfq.weight", "100") {
        @Override
        void set(Path group, Limits limits) throws IOException {
            write(group, oldWeight(limits));
        }
    },
    IO_FIRST_BFQ("io", false, "blkio", "blkio.bfq.weight", "100") {
        @Override
        void set(Path group, Limits limits) throws IOException {
            write(group, oldWeight(limits));
        }
    };

    private static final int PERIOD_MICROS = 100_000;
    private static final int SMALLEST_QUOTA_MICROS = 1_000;
    private static final int MOST_OLD_WEIGHT = 1_000;

    private final String resource;
    private final boolean second;
    private final String controller;
    private final String file;
    private final String neutral;

    Lever(String resource, boolean second, String controller, String file, String neutral) {
        this.resource = resource;
        this.second = second;
        this.controller = controller;
        this.file = file;
        this.neutral = neutral;
    }

    abstract void set(Path group, Limits limits) throws IOException;

    String resource() {
        return resource;
    }

    boolean second() {
        return second;
    }

    String controller() {
        return controller;
    }

    String by() {
        return second ? "cgroup2" : "cgroup1";
    }

    /** Tries it on a group that limits nobody. */
    void probe(Path group) throws IOException {
        write(group, neutral);
    }

    void write(Path group, String text) throws IOException {
        ControlFile.write(group.resolve(file), text);
    }

    private static void writeIfThere(Path group, String file, String text) throws IOException {
        if (Files.exists(group.resolve(file))) {
            ControlFile.write(group.resolve(file), text);
        }
    }

    private static long quota(Limits limits) {
        return Math.max(SMALLEST_QUOTA_MICROS, limits.cpuPercent() * (long) PERIOD_MICROS / 100);
    }

    /** The scheduler's own weights go to 1,000 only. */
    private static String oldWeight(Limits limits) {
        return String.valueOf(Math.min(MOST_OLD_WEIGHT, limits.ioWeight()));
    }
}
