package dev.osprey.kernel.access;

import dev.osprey.access.AccessControl;
import dev.osprey.access.AccessDeniedException;
import dev.osprey.access.AuditLog;
import dev.osprey.access.Grant;
import dev.osprey.access.Permission;
import dev.osprey.access.Principal;
import dev.osprey.access.Verdict;
import dev.osprey.store.Documents;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides by the table of roles and by grants. This class is threadsafe. */
@Component(
        immediate = true,
        service = {AccessControl.class, TableAccessControl.class})
public final class TableAccessControl implements AccessControl {

    private static final Logger LOG = LoggerFactory.getLogger(TableAccessControl.class);

    private final HashedCredentials credentials;
    private final AuditLog audit;
    private final Grants grants;
    private final List<DenialListener> listeners = new CopyOnWriteArrayList<>();
    /** Differs from that of an earlier instance, so that no verdict kept from it looks current. */
    private final long base = System.nanoTime();

    @Activate
    public TableAccessControl(
            @Reference HashedCredentials credentials, @Reference Documents documents, @Reference AuditLog audit) {
        this.credentials = credentials;
        this.audit = audit;
        this.grants = new Grants(documents);
        LOG.info("Access control is on, {} grants are in force", grants.all().size());
    }

    @Override
    public Verdict verdict(Principal principal, Permission permission, String resource) {
        if (principal == null || permission == null) {
            return new Verdict(false, "Nobody is logged in.", "Send a token.");
        }
        String on = resource == null ? "" : resource;
        return new Decision(principal, permission, on, grants).verdict(credentials.valid(principal));
    }

    @Override
    public void check(Principal principal, Permission permission, String resource) {
        Verdict verdict = verdict(principal, permission, resource);
        if (!verdict.allowed()) {
            audit.record(
                    principal,
                    "kernel",
                    String.valueOf(permission == null ? null : permission.key()),
                    resource,
                    "denied");
            tell(principal, permission, resource);
            throw new AccessDeniedException(verdict);
        }
    }

    private void tell(Principal principal, Permission permission, String resource) {
        for (DenialListener listener : listeners) {
            try {
                listener.denied(principal, permission, resource);
            } catch (RuntimeException e) {
                LOG.error("{} failed on a denial", listener.getClass(), e);
            }
        }
    }

    @Override
    public long epoch() {
        return base + credentials.changes() + grants.changes();
    }

    @Override
    public void grant(String principal, Permission permission, String resourceGlob) {
        grants.add(principal, permission, resourceGlob);
    }

    @Override
    public boolean revoke(String principal, Permission permission, String resourceGlob) {
        return grants.remove(principal, permission, resourceGlob);
    }

    @Override
    public List<Grant> grants() {
        return List.copyOf(grants.all());
    }

    void addListener(DenialListener listener) {
        listeners.add(listener);
    }

    void removeListener(DenialListener listener) {
        listeners.remove(listener);
    }

    /** Hears of denials. */
    @FunctionalInterface
    interface DenialListener {
        void denied(Principal principal, Permission permission, String resource);
    }
}
