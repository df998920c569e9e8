package dev.osprey.process.table;

import dev.osprey.process.tree.ProcessEntry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What is written down of a spawn, so that the next run can end what this one could not.
 *
 * @param mark in the environment of the whole tree, and the name of its control group
 * @param name from the spec
 * @param argv {@linkplain #digest(List) digest} of the program's arguments, which may hold what nobody should read; empty until the process is
 *     known
 * @param pid 0 until the process is known
 * @param start see {@link ProcessEntry#start()}
 */
record SpawnRecord(String mark, String name, String argv, long pid, long start) {

    private static final int DIGEST_BYTES = 16;

    static SpawnRecord planned(String mark, String name) {
        return new SpawnRecord(mark, name, "", 0, ProcessEntry.UNKNOWN_START);
    }

    SpawnRecord started(long newPid, long newStart, String digest) {
        return new SpawnRecord(mark, name, digest, newPid, newStart);
    }

    static String digest(List<String> argv) {
        return digest((String.join("\0", argv) + '\0').getBytes(StandardCharsets.UTF_8));
    }

    /** Of the arguments as the kernel shows them. */
    static String digest(byte[] argv) {
        try {
            byte[] all = MessageDigest.getInstance("SHA-256").digest(argv);
            return HexFormat.of().formatHex(all, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
