package dev.osprey.kernel.registry;

import java.time.Instant;
import java.util.Map;

/**
 * One service that carries a module id, as the index keeps it.
 *
 * @param serviceId the framework's number; a later service has a higher one
 * @param moduleId the id it claims
 * @param kind what it is
 * @param holder who holds it
 * @param document what it says
 * @param since when the index saw it first
 * @param leaves what look-ups find in the document
 */
record Holding(
        long serviceId,
        String moduleId,
        Kind kind,
        String holder,
        Map<String, Object> document,
        Instant since,
        Leaves leaves) {

    enum Kind {
        /** A registration with a lease. */
        LEASED,
        /** A bundle's own service. */
        BUNDLE,
        /** What the tool table says of a bundle that does not speak for itself. */
        DERIVED
    }

    Holding(long serviceId, String moduleId, Kind kind, String holder, Map<String, Object> document, Instant since) {
        this(serviceId, moduleId, kind, holder, document, since, Leaves.of(document));
    }

    Shape shape() {
        return leaves.shape();
    }

    /** This one with an equal shape that others use too. */
    Holding sharing(Shape shape) {
        return shape == shape()
                ? this
                : new Holding(serviceId, moduleId, kind, holder, document, since, leaves.sharing(shape));
    }

    boolean sameAs(Holding other) {
        return serviceId == other.serviceId
                && kind == other.kind
                && moduleId.equals(other.moduleId)
                && holder.equals(other.holder)
                && document.equals(other.document);
    }

    /** Whether this one takes the id from {@code incumbent}, which has it now. */
    boolean supersedes(Holding incumbent) {
        if (kind == incumbent.kind && kind != Kind.BUNDLE) {
            return serviceId > incumbent.serviceId;
        }
        return kind == Kind.BUNDLE && incumbent.kind == Kind.DERIVED;
    }
}
