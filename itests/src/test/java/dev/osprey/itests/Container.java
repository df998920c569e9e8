package dev.osprey.itests;

import static org.ops4j.pax.exam.CoreOptions.options;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureSecurity;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import org.junit.Before;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.options.extra.VMOption;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerSuite;
import org.osgi.framework.BundleContext;

/** The built distribution in a container of its own, one for all the tests that extend this; ports are free ones. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerSuite.class)
public abstract class Container {

    @Inject
    protected BundleContext context;

    protected Osprey osprey;

    /** Options are the same for every class, so that the suite shares one container. */
    private static Option[] cached;

    @Configuration
    public static synchronized Option[] configuration() {
        if (cached == null) {
            cached = options(
                    karafDistributionConfiguration()
                            .frameworkUrl(new File(System.getProperty("osprey.dist"))
                                    .toURI()
                                    .toString())
                            .karafVersion(System.getProperty("karaf.version"))
                            .name("Osprey")
                            .unpackDirectory(new File(System.getProperty("osprey.build"), "exam")),
                    keepRuntimeFolder(),
                    configureConsole().ignoreLocalConsole(),
                    configureSecurity().disableKarafMBeanServerBuilder(),
                    systemProperty("osprey.root").value(new File(System.getProperty("osprey.root")).getAbsolutePath()),
                    editConfigurationFilePut(
                            "etc/org.ops4j.pax.web.cfg", "org.osgi.service.http.port", String.valueOf(freePort())),
                    editConfigurationFilePut("etc/org.apache.karaf.shell.cfg", "sshPort", String.valueOf(freePort())),
                    editConfigurationFilePut("etc/dev.osprey.hub.cfg", "port", "0"),
                    editConfigurationFilePut(
                            "etc/org.ops4j.pax.url.mvn.cfg",
                            "org.ops4j.pax.url.mvn.localRepository",
                            System.getProperty("osprey.repository")),
                    CoreOptions.composite(java17()));
        }
        return cached;
    }

    /** What bin/osprey passes to the JVM; Pax Exam starts it without the script. */
    private static Option[] java17() {
        String version = System.getProperty("karaf.version");
        List<Option> result = new ArrayList<>();
        String[] arguments = {
            "--add-opens=java.base/java.security=ALL-UNNAMED",
            "--add-opens=java.base/java.net=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.naming/javax.naming.spi=ALL-UNNAMED",
            "--add-exports=java.base/sun.net.www.protocol.file=ALL-UNNAMED",
            "--add-exports=java.base/sun.net.www.protocol.http=ALL-UNNAMED",
            "--add-exports=java.base/sun.net.www.protocol.jar=ALL-UNNAMED",
            "-Djava.awt.headless=true",
            "-classpath",
            "lib/jdk9plus/*" + File.pathSeparator + "lib/boot/*" + File.pathSeparator
                    + "lib/endorsed/org.apache.karaf.specs.locator-" + version + ".jar"
        };
        for (String argument : arguments) {
            result.add(new VMOption(argument));
        }
        return result.toArray(new Option[0]);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("no free port", e);
        }
    }

    @Before
    public void connect() {
        osprey = Osprey.connect(context);
    }
}
