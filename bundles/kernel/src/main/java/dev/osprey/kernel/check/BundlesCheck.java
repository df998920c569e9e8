package dev.osprey.kernel.check;

import dev.osprey.system.Check;
import dev.osprey.system.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Names the bundles that should be active and are not, and what they miss. */
@Component
public final class BundlesCheck implements Check {

    private static final String NAME = "kernel.bundles";
    private static final int MOST_NAMED = 5;

    private final BundleContext context;

    @Activate
    public BundlesCheck(BundleContext context) {
        this.context = context;
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        int active = 0;
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getState() == Bundle.ACTIVE) {
                active++;
            } else if (idle(bundle)) {
                findings.add(finding(bundle));
            }
        }
        if (findings.isEmpty()) {
            findings.add(new Finding(NAME, Finding.Level.OK, "All bundles that should be active are: " + active, null));
        }
        return findings;
    }

    private static boolean idle(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        boolean fragment = revision != null && (revision.getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
        BundleStartLevel level = bundle.adapt(BundleStartLevel.class);
        boolean lazy = bundle.getState() == Bundle.STARTING && level != null && level.isActivationPolicyUsed();
        return !fragment
                && !lazy
                && (bundle.getState() == Bundle.INSTALLED || level != null && level.isPersistentlyStarted());
    }

    private Finding finding(Bundle bundle) {
        String name = bundle.getSymbolicName() == null ? bundle.getLocation() : bundle.getSymbolicName();
        boolean ours = name.startsWith("dev.osprey.");
        List<String> missing = missing(bundle);
        return new Finding(
                NAME,
                ours ? Finding.Level.FAIL : Finding.Level.WARN,
                "The bundle " + name + " (" + bundle.getBundleId() + ") is " + state(bundle.getState())
                        + (missing.isEmpty() ? "" : "; nothing provides " + String.join(", ", missing)),
                "./osprey shell 'bundle:diag " + bundle.getBundleId()
                        + "' and logs/osprey.log say why; deploy what it needs" + " or uninstall it");
    }

    private List<String> missing(Bundle bundle) {
        List<String> missing = new ArrayList<>();
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        FrameworkWiring wiring =
                context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
        if (bundle.getState() != Bundle.INSTALLED || revision == null || wiring == null) {
            return missing;
        }
        for (BundleRequirement requirement : revision.getDeclaredRequirements(null)) {
            Map<String, String> directives = requirement.getDirectives();
            boolean wanted = !Constants.RESOLUTION_OPTIONAL.equals(directives.get(Constants.RESOLUTION_DIRECTIVE))
                    && !PackageNamespace.RESOLUTION_DYNAMIC.equals(directives.get(Constants.RESOLUTION_DIRECTIVE))
                    && !"active".equals(directives.get(Constants.EFFECTIVE_DIRECTIVE));
            if (wanted
                    && missing.size() < MOST_NAMED
                    && wiring.findProviders(requirement).isEmpty()) {
                missing.add(directives.getOrDefault(Constants.FILTER_DIRECTIVE, requirement.getNamespace()));
            }
        }
        return missing;
    }

    private static String state(int state) {
        return switch (state) {
            case Bundle.INSTALLED -> "installed, but not resolved";
            case Bundle.RESOLVED -> "resolved, but not started";
            case Bundle.STARTING -> "starting";
            case Bundle.STOPPING -> "stopping";
            default -> "not active";
        };
    }
}
