/** The running system: its folders, its endpoints and its readiness. */
@Export
@Version("1.0.0")
package dev.osprey.system;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
