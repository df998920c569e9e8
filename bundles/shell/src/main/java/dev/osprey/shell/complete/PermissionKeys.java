package dev.osprey.shell.complete;

import dev.osprey.access.Permission;
import java.util.Arrays;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** Names of permissions. */
@Service
public final class PermissionKeys implements Completer {

    @Override
    public int complete(Session session, CommandLine commandLine, List<String> candidates) {
        List<String> keys =
                Arrays.stream(Permission.values()).map(Permission::key).toList();
        return new StringsCompleter(keys, true).complete(session, commandLine, candidates);
    }
}
