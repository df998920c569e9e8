/** Small, atomic, versioned documents in files. */
@Export
@Version("1.0.0")
package dev.osprey.store;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
