package dev.osprey.bench.registry;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RegistryBenchmarkTest {

    @Test
    void whatIsMeasuredDoesWhatItsNameSays() {
        RegistryBenchmark benchmark = new RegistryBenchmark();
        benchmark.entries = 1000;
        benchmark.fill();
        try {
            assertTrue(benchmark.get().toString().startsWith("room "));
            benchmark.register();
            benchmark.bareService();
        } finally {
            benchmark.close();
        }
    }
}
