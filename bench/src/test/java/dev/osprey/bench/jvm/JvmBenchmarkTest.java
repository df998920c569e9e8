package dev.osprey.bench.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JvmBenchmarkTest {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void hubDeliversWhatIsPublished(boolean texts) {
        HubBenchmark benchmark = started(texts);
        HubBenchmark.Publisher publisher = new HubBenchmark.Publisher();
        for (int i = 0; i < 20_000; i++) {
            assertEquals("bench.tick", benchmark.publish(publisher).subject());
        }
        publisher.report(benchmark);
        benchmark.check();
    }

    private static HubBenchmark started(boolean texts) {
        HubBenchmark benchmark = new HubBenchmark();
        benchmark.subscribers = 2;
        benchmark.texts = texts;
        benchmark.subscribe();
        return benchmark;
    }

    @ParameterizedTest
    @CsvSource({"socket,eventadmin", "local,eventadmin", "socket,call", "local,call"})
    void plainBaselineSendsEveryByte(String transport, String route) {
        PlainBenchmark benchmark = new PlainBenchmark();
        benchmark.transport = transport;
        benchmark.route = route;
        benchmark.connect();
        for (int i = 0; i < 1_000; i++) {
            benchmark.publish();
        }
        benchmark.check();
    }
}
