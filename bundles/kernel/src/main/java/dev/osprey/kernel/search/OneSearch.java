package dev.osprey.kernel.search;

import dev.osprey.access.AccessControl;
import dev.osprey.access.Principal;
import dev.osprey.search.Search;
import dev.osprey.search.SearchAnswer;
import dev.osprey.search.SearchPage;
import dev.osprey.search.SearchQuery;
import dev.osprey.search.SearchSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one search, over a whiteboard of {@link SearchSource} services. This class is threadsafe. */
@Component(service = Search.class)
public final class OneSearch implements Search {

    private static final Logger LOG = LoggerFactory.getLogger(OneSearch.class);

    private final BundleContext context;
    private final Sources sources;
    private final Finder finder;
    private final Answerer answerer;
    private final Map<Long, BorrowedSource> borrowed = new ConcurrentHashMap<>();

    @Activate
    public OneSearch(BundleContext context, @Reference AccessControl access) {
        this.context = context;
        sources = new Sources(access);
        finder = new Finder(sources);
        answerer = new Answerer(sources);
        LOG.info(
                "Search started: texts of at most {} characters and {} words",
                QueryParser.MAX_LENGTH,
                QueryParser.MAX_TERMS);
    }

    /** Takes the reference and not the service: a source may need tools, and tools need this. */
    @Reference(
            service = SearchSource.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "removeSource")
    void addSource(ServiceReference<SearchSource> reference) {
        BorrowedSource source = new BorrowedSource(context, reference);
        borrowed.put(id(reference), source);
        Bundle bundle = reference.getBundle();
        sources.add(id(reference), new Source(bundle == null ? "unknown" : bundle.getSymbolicName(), source));
    }

    void removeSource(ServiceReference<SearchSource> reference) {
        sources.remove(id(reference));
        BorrowedSource gone = borrowed.remove(id(reference));
        if (gone != null) {
            gone.close();
        }
    }

    private static Long id(ServiceReference<SearchSource> reference) {
        return (Long) reference.getProperty(Constants.SERVICE_ID);
    }

    @Deactivate
    void stop() {
        borrowed.values().forEach(BorrowedSource::close);
        LOG.info("Search stopped");
    }

    @Override
    public SearchPage find(SearchQuery query) {
        return finder.find(query);
    }

    @Override
    public SearchAnswer answer(Principal principal, String question, int most) {
        return answerer.answer(principal, question, most);
    }
}
