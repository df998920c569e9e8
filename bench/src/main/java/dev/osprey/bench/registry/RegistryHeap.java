package dev.osprey.bench.registry;

import dev.osprey.registry.Registration;
import java.lang.management.ManagementFactory;
import java.util.Hashtable;
import org.osgi.framework.BundleContext;

/** A process of its own that fills a registry and prints the heap and the time it took as {@code key=value} lines. */
public final class RegistryHeap {

    private RegistryHeap() {}

    public static void main(String[] arguments) {
        int entries = Integer.parseInt(arguments[0]);
        boolean bare = arguments[1].equals("bare");
        try (RegistryInFramework framework = new RegistryInFramework()) {
            long before = used();
            long start = System.nanoTime();
            for (int number = 0; number < entries; number++) {
                if (bare) {
                    bare(framework.context(), number);
                } else {
                    framework.register(number);
                }
            }
            long nanos = System.nanoTime() - start;
            long after = used();
            if (!bare && framework.registry().size() < entries) {
                throw new IllegalStateException("Only " + framework.registry().size() + " entries are there");
            }
            System.out.append("total=" + after + "\nentries=" + (after - before) + "\nnanos=" + nanos + "\n");
        }
    }

    private static void bare(BundleContext context, int number) {
        Hashtable<String, Object> properties = Samples.properties(number);
        context.registerService(Registration.class, Samples.registration(number), properties);
    }

    private static long used() {
        for (int i = 0; i < 4; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
