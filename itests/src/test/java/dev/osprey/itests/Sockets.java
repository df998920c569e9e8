package dev.osprey.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a process listens on, from /proc. */
final class Sockets {

    static final String LOOPBACK = "0100007F";
    static final String EVERYWHERE = "00000000";

    private Sockets() {}

    /** {@code ADDRESS:PORT} of each listening socket, in hex; of an IPv6 one the last part of the address. */
    static List<String> listening(long pid) throws IOException {
        List<String> sockets;
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            sockets = descriptors
                    .map(d -> {
                        try {
                            return Files.readSymbolicLink(d).toString();
                        } catch (IOException e) {
                            return "";
                        }
                    })
                    .filter(d -> d.startsWith("socket:["))
                    .map(d -> d.substring(8, d.length() - 1))
                    .collect(Collectors.toList());
        }
        return Stream.of("tcp", "tcp6")
                .flatMap(t -> {
                    try {
                        return Files.readAllLines(Path.of("/proc/" + pid + "/net/" + t)).stream();
                    } catch (IOException e) {
                        return Stream.empty();
                    }
                })
                .map(l -> l.trim().split("\\s+"))
                .filter(f -> f.length > 9 && f[3].equals("0A") && sockets.contains(f[9]))
                .map(f -> f[1].substring(f[1].indexOf(':') - 8))
                .sorted()
                .collect(Collectors.toList());
    }

    /** Whether the port is open at this address. */
    static boolean open(long pid, String address, int port) throws IOException {
        return listening(pid).contains(address + ":" + String.format("%04X", port));
    }
}
