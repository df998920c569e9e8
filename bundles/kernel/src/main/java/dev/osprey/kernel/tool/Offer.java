package dev.osprey.kernel.tool;

import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolInfo;
import java.util.Comparator;

/**
 * A tool that a bundle offers under a name.
 *
 * @param serviceId the framework's number of the service
 * @param ranking the service's ranking
 * @param bundleId the framework's number of the bundle
 * @param info its definition
 * @param input checks the input
 * @param tool does the work
 */
record Offer(long serviceId, int ranking, long bundleId, ToolInfo info, InputSchema input, Tool tool) {

    /** The order of the framework: the higher ranking first, then the older service. */
    static final Comparator<Offer> ORDER =
            Comparator.comparingInt((Offer offer) -> -offer.ranking).thenComparingLong(Offer::serviceId);

    String name() {
        return info.name();
    }
}
