package dev.osprey.process.terminal;

import dev.osprey.process.host.Libc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The job that has a terminal at present. */
final class Foreground {

    // Of /proc/<pid>/stat behind the name, which may hold anything but ends with the last bracket: state ppid pgrp
    // session tty tpgid
    private static final int GROUP = 2;
    private static final int FOREGROUND_GROUP = 5;
    private static final int SIGKILL = 9;

    private final long shell;

    /** @param shell who leads the terminal's session */
    Foreground(long shell) {
        this.shell = shell;
    }

    /** Kills the job. @return false if it is the shell itself, or nobody knows */
    boolean kill() {
        try {
            String stat = Files.readString(Path.of("/proc/" + shell + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long job = Long.parseLong(fields[FOREGROUND_GROUP]);
            return job > 1
                    && job != Long.parseLong(fields[GROUP])
                    && Libc.get().map(libc -> libc.kill(-job, SIGKILL)).orElse(false);
        } catch (IOException e) {
            return false;
        }
    }
}
