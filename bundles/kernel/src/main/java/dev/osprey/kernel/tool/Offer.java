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
 * @param quick whether a call may take place on the caller's own thread
 * @param concurrent how many calls may run at once, or 0 for what the table allows
 * @param tool does the work
 */
record Offer(
        long serviceId,
        int ranking,
        long bundleId,
        ToolInfo info,
        InputSchema input,
        boolean quick,
        int concurrent,
        Tool tool) {

    /** The order of the framework: the higher ranking first, then the older service. */
    static final Comparator<Offer> ORDER =
            Comparator.comparingInt((Offer offer) -> -offer.ranking).thenComparingLong(Offer::serviceId);

    String name() {
        return info.name();
    }
}
