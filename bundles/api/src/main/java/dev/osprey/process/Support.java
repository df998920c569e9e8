package dev.osprey.process;

import java.util.List;

/**
 * What this host offers for processes, as probed at start.
 *
 * @param resources by what each is enforced here; {@code none} where it cannot be
 * @param group the control group below which processes are put, or null
 */
public record Support(List<Applied> resources, String group) {

    public Support {
        resources = List.copyOf(resources);
    }

    /** By what a resource is enforced: {@code none} if it cannot be. */
    public String by(String resource) {
        return resources.stream()
                .filter(one -> one.resource().equals(resource))
                .map(Applied::by)
                .findFirst()
                .orElse("none");
    }
}
