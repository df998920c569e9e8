package dev.osprey.bench.jvm;

import dev.osprey.bench.Command;
import java.io.PrintStream;
import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Events from bundle to bundle, and what one would write without a hub. */
public final class JvmCommand implements Command {

    /** As {@code osprey} starts the product. */
    private static final String[] JVM = {
        "-Xms48m", "-Xmx1g", "-XX:+UseSerialGC", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"
    };

    @Override
    public boolean run(boolean quick, PrintStream tables, PrintStream progress) {
        try {
            double plain = 0;
            double called = 0;
            tables.println("| bundle to bundle | published/s | delivered/s | ns an event |");
            tables.println("| --- | ---: | ---: | ---: |");
            for (String transport : new String[] {"socket", "local"}) {
                plain = Math.max(plain, plain("eventadmin", transport, quick, tables, progress));
                called = Math.max(called, plain("call", transport, quick, tables, progress));
            }
            double one = hub("1", "false", 1, quick, tables, progress);
            hub("10", "false", 1, quick, tables, progress);
            hub("1", "false", 2, quick, tables, progress);
            hub("1", "true", 1, quick, tables, progress);
            tables.println();
            tables.println(String.format(
                    Locale.ROOT,
                    "One publisher, one subscriber: %.1f times the faster plain baseline by EventAdmin, %.1f times the faster"
                            + " one without it.",
                    one / plain,
                    one / called));
            return true;
        } catch (RunnerException e) {
            progress.println("The event hub cannot be measured: " + e);
            for (Throwable cause : e.getSuppressed()) {
                progress.println("  " + cause + (cause.getCause() == null ? "" : ": " + cause.getCause()));
            }
            return false;
        }
    }

    private static double plain(String route, String transport, boolean quick, PrintStream tables, PrintStream progress)
            throws RunnerException {
        String title = "plain: " + (route.equals("call") ? "" : "EventAdmin, ")
                + "`EventHandler`, Jackson, one WebSocket frame to "
                + (transport.equals("socket") ? "a loopback socket" : "Netty's local channel");
        progress.println("jvm: " + title);
        double rate = median(options(PlainBenchmark.class, 1, quick)
                .param("transport", transport)
                .param("route", route));
        row(title, rate, 1, tables);
        return rate;
    }

    private static double hub(
            String subscribers, String texts, int publishers, boolean quick, PrintStream tables, PrintStream progress)
            throws RunnerException {
        String title = "hub: " + publishers + " → " + subscribers
                + (texts.equals("true") ? ", and each event as text for a sink" : "");
        progress.println("jvm: " + title);
        double rate = median(options(HubBenchmark.class, publishers, quick)
                .param("subscribers", subscribers)
                .param("texts", texts));
        row(title, rate, Integer.parseInt(subscribers), tables);
        return rate;
    }

    private static void row(String title, double rate, int subscribers, PrintStream tables) {
        tables.println(String.format(
                Locale.ROOT, "| %s | %,.0f | %,.0f | %.0f |", title, rate, rate * subscribers, 1e9 / rate));
    }

    private static ChainedOptionsBuilder options(Class<?> type, int threads, boolean quick) {
        return new OptionsBuilder()
                .include("\\." + type.getSimpleName() + "\\.")
                .threads(threads)
                .forks(quick ? 1 : 3)
                .warmupIterations(quick ? 3 : 5)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(quick ? 3 : 7)
                .measurementTime(TimeValue.seconds(1))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .jvmArgs(JVM);
    }

    /** Of all iterations of all forks: it is what other work on the machine disturbs least. */
    private static double median(ChainedOptionsBuilder options) throws RunnerException {
        Collection<RunResult> results = new Runner(options.build()).run();
        return results.iterator().next().getPrimaryResult().getStatistics().getPercentile(50);
    }
}
