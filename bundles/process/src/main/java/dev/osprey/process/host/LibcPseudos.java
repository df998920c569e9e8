package dev.osprey.process.host;

import dev.osprey.process.Applied;
import dev.osprey.process.SpawnException;
import dev.osprey.process.SpawnException.Reason;
import dev.osprey.process.TerminalSize;
import java.io.IOException;

/** Terminals by {@code /dev/ptmx}. */
final class LibcPseudos implements Pseudos {

    private final Libc libc;

    LibcPseudos(Libc libc) {
        this.libc = libc;
    }

    @Override
    public Applied support() {
        return new Applied("pty", "pty", null);
    }

    @Override
    public Pseudo open(TerminalSize size) {
        try {
            int fd = libc.openTerminal();
            try {
                libc.windowSize(fd, size.rows(), size.columns());
                return new LibcPseudo(libc, fd, libc.terminalName(fd));
            } catch (IOException e) {
                libc.close(fd);
                throw e;
            }
        } catch (IOException e) {
            throw new SpawnException(
                    Reason.NO_TERMINAL,
                    e.getMessage()
                            + "; see whether /dev/pts is mounted, and kernel.pty.max and the open files allow for one more",
                    e);
        }
    }
}
