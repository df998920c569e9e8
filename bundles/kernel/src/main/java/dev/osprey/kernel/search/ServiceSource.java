package dev.osprey.kernel.search;

import dev.osprey.access.Permission;
import dev.osprey.registry.Registration;
import dev.osprey.search.Findable;
import dev.osprey.search.SearchSource;
import java.util.Objects;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Makes OSGi services findable; not registrations with the registry, which are modules already. */
@Component(immediate = true)
public final class ServiceSource implements SearchSource {

    private static final String FILTER = "(!(" + Constants.OBJECTCLASS + "=" + Registration.class.getName() + "))";

    private final BundleContext context;

    @Activate
    public ServiceSource(BundleContext context) {
        this.context = context;
    }

    @Override
    public String kind() {
        return "service";
    }

    @Override
    public Permission permission() {
        return Permission.SERVICE_READ;
    }

    @Override
    public Stream<Findable> items() {
        try {
            ServiceReference<?>[] all = context.getAllServiceReferences(null, FILTER);
            return all == null
                    ? Stream.empty()
                    : Stream.of(all).map(ServiceView::of).filter(Objects::nonNull);
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException("The filter " + FILTER + " is not valid", impossible);
        }
    }
}
