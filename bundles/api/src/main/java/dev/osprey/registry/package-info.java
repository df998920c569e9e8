/** The registry: what lives, what it offers, and until when its lease runs. */
@Export
@Version("1.0.0")
package dev.osprey.registry;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
