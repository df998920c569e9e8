package dev.osprey.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The README's five minutes, pasted: each block of shell in order, in one shell that stops at the first failure. */
public class TourIT {

    @Rule
    public TemporaryFolder temporary = new TemporaryFolder();

    @Test
    public void everyCommandOfTheTourWorks() throws IOException {
        Path root = Path.of(System.getProperty("osprey.root")).toRealPath();
        String readme = Files.readString(root.resolve("README.md"));
        Matcher blocks = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL).matcher(readme);
        StringBuilder tour = new StringBuilder("set -eo pipefail\n");
        while (blocks.find()) {
            tour.append(blocks.group(1));
        }
        Path file = temporary.newFile("tour.sh").toPath();
        Files.writeString(file, tour);
        Script script = new Script(root, temporary.getRoot().toPath().resolve("home"));
        try {
            Script.Result result = script.run("bash", file.toString());
            assertEquals(result.out(), 0, result.code());
            for (String expected : new String[] {
                "Osprey is ready", "greeter.tick", "greeter ", "Hello, Ada", "greeter.answer", "Stopped."
            }) {
                assertTrue(expected + " in\n" + result.out(), result.out().contains(expected));
            }
        } finally {
            script.run("./osprey", "stop");
        }
    }
}
