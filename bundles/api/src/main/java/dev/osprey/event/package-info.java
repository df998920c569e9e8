/** Events: subjects, patterns, publishing, subscribing, and the router that doors plug into. */
@Export
@Version("1.0.0")
package dev.osprey.event;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
