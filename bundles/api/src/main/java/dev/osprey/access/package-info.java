/** Principals, permissions, credentials and the audit trail. */
@Export
@Version("1.0.0")
package dev.osprey.access;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
