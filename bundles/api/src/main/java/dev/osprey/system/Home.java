package dev.osprey.system;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/** The folders of this installation, {@code OSPREY_HOME}. All exist. */
@ProviderType
public interface Home {

    /** The home itself. */
    Path root();

    /** Where module folders are dropped. */
    Path modules();

    /** Where bundles and KARs are dropped. */
    Path deploy();

    /** Private folders of the modules, one each. */
    Path workspace();

    /** Logs and the audit trail. */
    Path logs();

    /** Secrets, mode 0700. */
    Path secrets();

    /** Records of the running system, mode 0700. */
    Path run();

    /** Durable state. */
    Path data();
}
