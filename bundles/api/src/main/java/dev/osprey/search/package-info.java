/** One search over everything that an agent can see: modules, services, tools, and what other bundles add. */
@Export
@Version("1.0.0")
package dev.osprey.search;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
