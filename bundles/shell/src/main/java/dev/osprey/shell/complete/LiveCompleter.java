package dev.osprey.shell.complete;

import java.util.Collection;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Proposes words that a service knows right now. Without the service it proposes nothing. */
abstract class LiveCompleter<T> implements Completer {

    private static final Logger LOG = LoggerFactory.getLogger(LiveCompleter.class);
    private static final int MOST = 1000;

    @Reference
    BundleContext context;

    private final Class<T> type;

    LiveCompleter(Class<T> type) {
        this.type = type;
    }

    abstract Collection<String> words(T service);

    @Override
    public final int complete(Session session, CommandLine commandLine, List<String> candidates) {
        return new StringsCompleter(live(), true).complete(session, commandLine, candidates);
    }

    final Collection<String> live() {
        ServiceReference<T> reference = context.getServiceReference(type);
        T service = reference == null ? null : context.getService(reference);
        if (service == null) {
            return List.of();
        }
        try {
            return words(service).stream().limit(MOST).toList();
        } catch (RuntimeException e) {
            // The Tab key must never break the line that is being typed.
            LOG.debug("No proposals from {}", type.getName(), e);
            return List.of();
        } finally {
            context.ungetService(reference);
        }
    }
}
