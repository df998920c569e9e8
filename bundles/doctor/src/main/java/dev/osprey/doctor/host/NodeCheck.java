package dev.osprey.doctor.host;

import dev.osprey.system.Check;
import dev.osprey.system.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Node for modules, judged by its files: nothing is started. */
final class NodeCheck implements Check {

    private static final String NAME = "host.node";
    private static final Pattern IN_PATH = Pattern.compile("v(\\d{1,3})\\.\\d+\\.\\d+");

    private final Host host;

    NodeCheck(Host host) {
        this.host = host;
    }

    @Override
    public List<Finding> look() {
        Optional<Path> program = host.program("node");
        if (program.isEmpty()) {
            return Found.limited(NAME, "No node: Node modules do not run", "sudo apt-get install nodejs");
        }
        Optional<Long> major = major(program.get());
        String found = "Node" + major.map(number -> " " + number).orElse(" of an unknown version") + " in "
                + host.shown(program.get());
        return major.isPresent() && major.get() < 18
                ? Found.limited(NAME, found + "; modules expect 18 or later", "Install a newer one: https://nodejs.org")
                : Found.ok(NAME, found);
    }

    /** A version manager has it in the folder's name, a package in the header files. */
    private Optional<Long> major(Path program) {
        try {
            Matcher folder = IN_PATH.matcher(program.toRealPath().toString());
            if (folder.find()) {
                return Optional.of(Long.valueOf(folder.group(1)));
            }
        } catch (IOException dangling) {
            return Optional.empty();
        }
        String prefix = host.shown(program.getParent().getParent());
        return host.number(prefix + "/include/node/node_version.h", "#define NODE_MAJOR_VERSION");
    }
}
