package dev.osprey.web.guard;

import dev.osprey.access.AccessControl;
import dev.osprey.access.AuditLog;
import dev.osprey.access.Credentials;

/** What the guard asks; each may be null for a while, and then it lets nobody in. */
interface Services {

    Credentials credentials();

    AccessControl access();

    AuditLog audit();
}
