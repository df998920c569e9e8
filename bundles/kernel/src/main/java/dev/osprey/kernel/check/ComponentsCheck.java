package dev.osprey.kernel.check;

import dev.osprey.system.Check;
import dev.osprey.system.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** Names the components of Osprey's own bundles that wait for something or failed. */
@Component
public final class ComponentsCheck implements Check {

    private static final String NAME = "kernel.components";

    private final ServiceComponentRuntime runtime;

    @Activate
    public ComponentsCheck(@Reference ServiceComponentRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        int well = 0;
        for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs()) {
            if (!component.bundle.symbolicName.startsWith("dev.osprey.") || !runtime.isComponentEnabled(component)) {
                continue;
            }
            for (ComponentConfigurationDTO configuration : runtime.getComponentConfigurationDTOs(component)) {
                Finding finding = look(component, configuration);
                if (finding == null) {
                    well++;
                } else {
                    findings.add(finding);
                }
            }
        }
        if (findings.isEmpty()) {
            findings.add(new Finding(NAME, Finding.Level.OK, "All " + well + " components have what they need", null));
        }
        return findings;
    }

    private static Finding look(ComponentDescriptionDTO component, ComponentConfigurationDTO configuration) {
        String who = component.name + " of bundle " + component.bundle.symbolicName;
        return switch (configuration.state) {
            case ComponentConfigurationDTO.UNSATISFIED_REFERENCE ->
                Boolean.TRUE.equals(component.properties.get(DORMANT))
                        ? null
                        : new Finding(
                                NAME,
                                Finding.Level.FAIL,
                                who + " waits for " + waitsFor(component, configuration),
                                "./osprey shell 'bundle:diag " + component.bundle.id
                                        + "'; start or install the bundle that provides it");
            case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION ->
                new Finding(
                        NAME,
                        Finding.Level.WARN,
                        who + " waits for a configuration of " + String.join(", ", component.configurationPid),
                        "Write etc/" + component.configurationPid[0] + ".cfg");
            case ComponentConfigurationDTO.FAILED_ACTIVATION ->
                new Finding(
                        NAME,
                        Finding.Level.FAIL,
                        who + " failed to start: " + firstLine(configuration.failure),
                        "See logs/osprey.log; after mending it: ./osprey shell 'bundle:restart " + component.bundle.id
                                + "'");
            default -> null;
        };
    }

    private static String waitsFor(ComponentDescriptionDTO component, ComponentConfigurationDTO configuration) {
        return Arrays.stream(configuration.unsatisfiedReferences)
                .map(unsatisfied -> service(component, unsatisfied))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String service(ComponentDescriptionDTO component, UnsatisfiedReferenceDTO unsatisfied) {
        for (ReferenceDTO reference : component.references) {
            if (reference.name.equals(unsatisfied.name)) {
                return "the service " + reference.interfaceName
                        + (unsatisfied.target == null ? "" : " with " + unsatisfied.target);
            }
        }
        return unsatisfied.name;
    }

    private static String firstLine(String failure) {
        return failure == null
                ? "the log says why"
                : failure.lines().findFirst().orElse("the log says why");
    }
}
