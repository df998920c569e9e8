package dev.osprey.process.sandbox;

import java.util.List;

/**
 * System calls that a sandbox denies: what only the administrator of a machine needs, what looks into other processes, and what has often been a
 * way out. The list follows the one that container engines use by default. A name, its number on x86-64, its number on aarch64, which is that
 * of asm-generic/unistd.h; {@code -} where there is none.
 */
final class DeniedCalls {

    /** Refused with EPERM: programs try these and can do without. */
    private static final String REFUSED =
            """
            _sysctl 156 -
            add_key 248 217
            bpf 321 280
            clock_adjtime 305 266
            fsconfig 431 431
            fsmount 432 432
            fsopen 430 430
            fspick 433 433
            io_uring_enter 426 426
            io_uring_register 427 427
            io_uring_setup 425 425
            kcmp 312 272
            keyctl 250 219
            mount 165 40
            mount_setattr 442 442
            move_mount 429 429
            name_to_handle_at 303 264
            open_tree 428 428
            perf_event_open 298 241
            pidfd_getfd 438 438
            process_madvise 440 440
            process_vm_readv 310 270
            process_vm_writev 311 271
            ptrace 101 117
            quotactl 179 60
            quotactl_fd 443 443
            request_key 249 218
            setns 308 268
            sysfs 139 -
            syslog 103 116
            umount2 166 39
            unshare 272 97
            uselib 134 -
            userfaultfd 323 282
            ustat 136 -
            vhangup 153 58
            """;

    /** End the process: nobody calls these by chance, and the end is seen. */
    private static final String ENDING =
            """
            acct 163 89
            clock_settime 227 112
            create_module 174 -
            delete_module 176 106
            finit_module 313 273
            get_kernel_syms 177 -
            init_module 175 105
            ioperm 173 -
            iopl 172 -
            kexec_file_load 320 294
            kexec_load 246 104
            lookup_dcookie 212 18
            nfsservctl 180 42
            open_by_handle_at 304 265
            pivot_root 155 41
            query_module 178 -
            reboot 169 142
            settimeofday 164 170
            swapoff 168 225
            swapon 167 224
            """;

    private DeniedCalls() {}

    static List<Integer> refused(Processor processor) {
        return numbers(REFUSED, processor);
    }

    static List<Integer> ending(Processor processor) {
        return numbers(ENDING, processor);
    }

    private static List<Integer> numbers(String table, Processor processor) {
        return table.lines()
                .map(line -> line.split(" ")[processor.column()])
                .filter(number -> !number.equals("-"))
                .map(Integer::valueOf)
                .toList();
    }
}
