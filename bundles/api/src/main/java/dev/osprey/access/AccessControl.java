package dev.osprey.access;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The one decision point for every door. Denies by default. Thread-safe and fast enough to ask for each request; a caller on a hot
 * path may keep a verdict while {@link #epoch()} stays the same.
 */
@ProviderType
public interface AccessControl {

    /** Decides. Never throws for a principal or resource it does not know: that is a denial. */
    Verdict verdict(Principal principal, Permission permission, String resource);

    /**
     * Decides, records a denial in the audit trail, and throws it.
     *
     * @throws AccessDeniedException if denied
     */
    void check(Principal principal, Permission permission, String resource);

    /** Changes whenever a grant or a credential changes. */
    long epoch();

    /**
     * Grants a module, skill or agent a permission for the resources that match a glob. Stored; takes effect at once.
     *
     * @throws IllegalArgumentException if the permission cannot be granted, or name or glob is malformed
     * @throws dev.osprey.store.DocumentException if the grant cannot be stored; then it is not in force either
     */
    void grant(String principal, Permission permission, String resourceGlob);

    /**
     * Takes a grant back. Takes effect at once.
     *
     * @return false if there was none
     * @throws dev.osprey.store.DocumentException if the change cannot be stored; the grant has ended all the same, until the next start
     */
    boolean revoke(String principal, Permission permission, String resourceGlob);

    /** What was granted, ordered by principal. */
    List<Grant> grants();
}
