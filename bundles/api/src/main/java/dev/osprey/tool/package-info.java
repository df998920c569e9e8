/** Tools: named operations with JSON Schema input and output, callable through every door. */
@Export
@Version("1.0.0")
package dev.osprey.tool;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
