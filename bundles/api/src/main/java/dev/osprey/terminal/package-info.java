/** Terminals that live on between calls: a shell with its folder, its variables and what it has shown. */
@Export
@Version("1.0.0")
package dev.osprey.terminal;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
