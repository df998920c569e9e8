package dev.osprey.shell.client;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/**
 * The command line.
 *
 * @param home folder of the installation
 * @param user who logs in
 * @param tokenFile holds the user's token; the token itself never stands in the command line, where others could read it
 * @param command what to run, or empty for a session
 */
record ClientOptions(Path home, String user, Path tokenFile, String command) {

    static final String USAGE =
            "usage: osprey shell [--home FOLDER] [--user NAME] [--token-file FILE] [--] [COMMAND ...]";

    /** @throws IllegalArgumentException if an option is unknown or lacks its value */
    static ClientOptions parse(List<String> arguments, Path defaultHome) {
        Path home = defaultHome;
        String user = "admin";
        Path tokenFile = null;
        StringBuilder command = new StringBuilder();
        boolean options = true;
        for (Iterator<String> each = arguments.iterator(); each.hasNext(); ) {
            String word = each.next();
            if (options && word.startsWith("--") && command.isEmpty()) {
                switch (word) {
                    case "--home" -> home = Path.of(value(word, each));
                    case "--user" -> user = value(word, each);
                    case "--token-file" -> tokenFile = Path.of(value(word, each));
                    case "--" -> options = false;
                    default -> throw new IllegalArgumentException("There is no option " + word + ".\n" + USAGE);
                }
            } else {
                command.append(command.isEmpty() ? "" : " ").append(word);
            }
        }
        Path token = tokenFile == null ? home.resolve("secrets").resolve(user + ".token") : tokenFile;
        return new ClientOptions(home, user, token, command.toString());
    }

    private static String value(String option, Iterator<String> words) {
        if (!words.hasNext()) {
            throw new IllegalArgumentException("The option " + option + " needs a value.\n" + USAGE);
        }
        return words.next();
    }
}
