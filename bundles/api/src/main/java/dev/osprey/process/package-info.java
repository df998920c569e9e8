/** Processes of the host, spawned and ended as whole trees. */
@Export
@Version("1.0.0")
package dev.osprey.process;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
