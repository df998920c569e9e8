package dev.osprey.bench.registry;

import dev.osprey.registry.Match;
import dev.osprey.registry.Registration;
import dev.osprey.registry.Registry;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Reads and writes of a registry that has some entries already. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RegistryBenchmark {

    /** How many entries take turns. */
    private static final int DIFFERENT = 1024;

    @Param({"1000", "10000", "100000"})
    public int entries;

    private RegistryInFramework framework;
    private Registry registry;
    private Registration another;
    private Hashtable<String, Object> properties;

    private final String[] ids = new String[DIFFERENT];
    private final String[] paths = new String[DIFFERENT];
    private final String[] serials = new String[DIFFERENT];
    private int next;

    @Setup
    public void fill() {
        framework = new RegistryInFramework();
        registry = framework.registry();
        for (int number = 0; number < entries; number++) {
            framework.register(number);
        }
        for (int i = 0; i < DIFFERENT; i++) {
            int number = (int) (i * 7919L % entries);
            ids[i] = Samples.id(number);
            paths[i] = ids[i] + ".metadata.room";
            serials[i] = Samples.serial(number);
        }
        another = Samples.registration(entries);
        properties = Samples.properties(entries);
        expect(20, exactModule());
        expect(3, rareField());
        expect(1, fieldAndValue());
        expect(200, modulePrefix());
        expect(3, scanForThree());
        expect(entries / 10, scanForATenth());
    }

    private static void expect(int rows, List<Match> found) {
        if (found.size() != rows) {
            throw new IllegalStateException("Found " + found.size() + " rows and not " + rows + ": "
                    + found.subList(0, Math.min(30, found.size())));
        }
    }

    @TearDown
    public void close() {
        framework.close();
    }

    private int any() {
        next = (next + 1) % DIFFERENT;
        return next;
    }

    @Benchmark
    public Object get() {
        return registry.get(paths[any()]);
    }

    @Benchmark
    public List<Match> exactModule() {
        return registry.lookup(ids[any()], "*", "*");
    }

    @Benchmark
    public List<Match> rareField() {
        return registry.lookup("*", Samples.RARE_FIELD, "*");
    }

    @Benchmark
    public List<Match> fieldAndValue() {
        return registry.lookup("*", "metadata.serial", serials[any()]);
    }

    @Benchmark
    public List<Match> modulePrefix() {
        return registry.lookup("sensor-00012*", "*", "*");
    }

    @Benchmark
    public List<Match> scanForThree() {
        return registry.lookup("*ens*", "*a*", "*rare*");
    }

    @Benchmark
    public List<Match> scanForATenth() {
        return registry.lookup("*ens*", "*a*", "zone*7");
    }

    @Benchmark
    public void register() {
        registry.register(framework.admin(), another);
        registry.deregister(framework.admin(), another.moduleId());
    }

    @Benchmark
    public void bareService() {
        framework
                .context()
                .registerService(Registration.class, another, properties)
                .unregister();
    }
}
