package dev.osprey.launcher.place;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Another process that has an instance folder until its input ends. */
final class ClaimingMain {

    private ClaimingMain() {}

    /** @param args workspace and working folder */
    public static void main(String[] args) throws IOException {
        try (InstanceFolder instance = InstanceFolder.claim(Path.of(args[0]), Path.of(args[1]))) {
            String told = "has " + instance.path().getFileName() + "\n";
            System.out.write(told.getBytes(StandardCharsets.UTF_8));
            System.out.flush();
            System.in.readAllBytes();
        }
    }
}
