/** Modules: the child processes described by a module.md. */
@Export
@Version("1.0.0")
package dev.osprey.module;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
