package dev.osprey.process.sandbox;

import java.util.Optional;

/** The processors whose system calls are known by number. */
enum Processor {
    X86_64(0xC000003E, 1, 16, 56, 41),
    AARCH64(0xC00000B7, 2, 29, 220, 198);

    /** The same on both. */
    static final int CLONE3 = 435;

    private final int audit;
    private final int column;
    private final int ioctl;
    private final int cloneCall;
    private final int socket;

    Processor(int audit, int column, int ioctl, int cloneCall, int socket) {
        this.audit = audit;
        this.column = column;
        this.ioctl = ioctl;
        this.cloneCall = cloneCall;
        this.socket = socket;
    }

    static Optional<Processor> ofThisHost() {
        switch (System.getProperty("os.arch")) {
            case "amd64":
            case "x86_64":
                return Optional.of(X86_64);
            case "aarch64":
                return Optional.of(AARCH64);
            default:
                return Optional.empty();
        }
    }

    /** AUDIT_ARCH_*, by which the kernel tells whose numbers a call uses. */
    int audit() {
        return audit;
    }

    /** In the table of {@link DeniedCalls}. */
    int column() {
        return column;
    }

    int ioctl() {
        return ioctl;
    }

    int cloneCall() {
        return cloneCall;
    }

    int socket() {
        return socket;
    }
}
