package dev.osprey.launcher.bundle;

import dev.osprey.launcher.bundle.Look.Standing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** What the components of an active bundle say. */
final class ComponentLook {

    private static final int MOST_TEXT = 500;
    private static final String HEADER = "Service-Component";

    private ComponentLook() {}

    static Look of(ServiceComponentRuntime components, Bundle bundle) {
        List<String> failed = new ArrayList<>();
        boolean underWay = false;
        Collection<ComponentDescriptionDTO> all = components.getComponentDescriptionDTOs(bundle);
        for (ComponentDescriptionDTO description : all) {
            for (ComponentConfigurationDTO configuration : components.getComponentConfigurationDTOs(description)) {
                if (configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
                    failed.add("component " + description.name + " failed: " + firstLine(configuration.failure));
                }
                underWay |= description.immediate
                        && description.factory == null
                        && configuration.state == ComponentConfigurationDTO.SATISFIED;
            }
        }
        if (!failed.isEmpty()) {
            return new Look(Standing.FAILED, String.join("; ", failed));
        }
        // active, and its components have not been looked at yet
        boolean early = all.isEmpty() && bundle.getHeaders().get(HEADER) != null;
        return new Look(underWay || early ? Standing.STARTING : Standing.ACTIVE, null);
    }

    /** A failure comes as a whole stack. */
    private static String firstLine(String failure) {
        String text = failure == null ? "no reason given" : failure.strip();
        int end = text.indexOf('\n');
        String line = end < 0 ? text : text.substring(0, end).strip();
        return line.length() > MOST_TEXT ? line.substring(0, MOST_TEXT) : line;
    }
}
