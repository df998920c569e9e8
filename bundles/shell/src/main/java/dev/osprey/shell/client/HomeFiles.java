package dev.osprey.shell.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the client reads from an installation's folder. */
final class HomeFiles {

    /** A JSON parser would take longer to load than all the rest; the file is written by Osprey itself, in one known shape. */
    private static final Pattern SSH = Pattern.compile("\"ssh\"\\s*:\\s*\"([^\":]+):(\\d{1,5})\"");

    private static final long MOST_BYTES = 1 << 16;

    private final Path home;

    HomeFiles(Path home) {
        this.home = home;
    }

    InetSocketAddress address() {
        Path file = home.resolve("run").resolve("endpoints.json");
        String text = read(file, "Osprey does not run in " + home + ". Start it: osprey start");
        Matcher ssh = SSH.matcher(text);
        if (!ssh.find()) {
            throw new ClientException(
                    file + " names no SSH address: the SSH server did not start. Its port may be taken; " + "look into "
                            + home.resolve("logs") + ", or start with OSPREY_SSH_PORT=0");
        }
        return new InetSocketAddress(ssh.group(1), Integer.parseInt(ssh.group(2)));
    }

    static String token(Path file) {
        String token = read(file, "There is no token in " + file + ". Name the file with --token-file")
                .strip();
        if (token.isEmpty()) {
            throw new ClientException(
                    "The token file " + file + " is empty. Delete it and start Osprey again for a new one");
        }
        return token;
    }

    /** The server's key as the server wrote it down itself, in a folder that only its owner may write to. */
    PublicKey serverKey() {
        Path file = home.resolve("secrets").resolve("ssh_host.key.pub");
        String pem = read(file, "The server's public key is missing: " + file + ". Restart Osprey, which makes one");
        byte[] encoded = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
        try {
            return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw new ClientException(
                    file + " holds no EC key: delete ssh_host.key and ssh_host.key.pub, restart Osprey", e);
        }
    }

    private static String read(Path file, String ifMissing) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new ClientException(file + " is too large to be what it should be");
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new ClientException(ifMissing, e);
        } catch (IOException e) {
            throw new ClientException(file + " cannot be read: " + e + ". Run this as the user who runs Osprey", e);
        }
    }
}
