package dev.osprey.process.host;

import dev.osprey.process.sandbox.Bubblewrap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Finds out what this host offers. */
public final class ThisHost {

    private static final int NAME_LENGTH = 8;

    private ThisHost() {}

    /**
     * Looks, once, at start.
     *
     * @param home Osprey's home, after which the group of this Osprey is named and which a sandbox hides in part
     * @param groups whether control groups may be used
     * @param sandboxProgram the program that makes sandboxes, a path or a name in PATH
     */
    public static Means probe(Path home, boolean groups, String sandboxProgram) {
        SystemCalls calls = Libc.get().map(SystemCalls.class::cast).orElse(SystemCalls.NONE);
        return new Means(groups(home, groups, calls), calls, enclosures(home, sandboxProgram), pseudos());
    }

    private static ControlGroups groups(Path home, boolean wanted, SystemCalls calls) {
        if (!linux()) {
            return ControlGroups.NONE;
        }
        return new HostGroups(
                wanted ? Hierarchies.probe(Mounts.ofThisProcess(), groupName(home), calls) : Hierarchies.none());
    }

    private static Enclosures enclosures(Path home, String program) {
        if (!linux()) {
            return Enclosures.NONE;
        }
        List<Path> hidden = new ArrayList<>(List.of(home.resolve("secrets")));
        String sockets = System.getenv("XDG_RUNTIME_DIR");
        if (sockets != null && Path.of(sockets).isAbsolute()) {
            hidden.add(Path.of(sockets));
        }
        return new Bubblewrap(program, home.resolve("run"), hidden);
    }

    private static Pseudos pseudos() {
        return Libc.get().<Pseudos>map(LibcPseudos::new).orElse(Pseudos.NONE);
    }

    private static boolean linux() {
        return "Linux".equals(System.getProperty("os.name"));
    }

    /** Two Ospreys of one host have two homes, and one home has one Osprey. */
    static String groupName(Path home) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(home.toRealPath().toString().getBytes(StandardCharsets.UTF_8));
            return "osprey-" + HexFormat.of().formatHex(hash).substring(0, NAME_LENGTH);
        } catch (IOException e) {
            throw new UncheckedIOException("The home " + home + " cannot be looked at; create it", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256, which every Java must have", e);
        }
    }
}
