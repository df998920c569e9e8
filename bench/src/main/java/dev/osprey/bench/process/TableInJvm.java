package dev.osprey.bench.process;

import dev.osprey.event.Event;
import dev.osprey.event.EventBatchListener;
import dev.osprey.event.EventDraft;
import dev.osprey.event.EventHub;
import dev.osprey.event.EventListener;
import dev.osprey.event.Subscription;
import dev.osprey.event.SubscriptionOptions;
import dev.osprey.process.Processes;
import dev.osprey.process.table.OwnedProcesses;
import dev.osprey.process.table.ProcessConfiguration;
import dev.osprey.process.table.SharedTable;
import dev.osprey.system.Home;
import java.lang.annotation.Annotation;
import java.nio.file.Path;
import java.util.Collection;

/** The process table as in an Osprey, without a framework around it and without anybody who hears of it. */
final class TableInJvm implements AutoCloseable {

    private final SharedTable table;
    private final OwnedProcesses processes;

    TableInJvm(Path folder) {
        table = new SharedTable(new OneFolder(folder), new Nobody(), new Usual());
        processes = new OwnedProcesses(table);
    }

    Processes processes() {
        return processes;
    }

    @Override
    public void close() {
        processes.close();
        table.close();
    }

    private record OneFolder(Path root) implements Home {

        @Override
        public Path modules() {
            return root;
        }

        @Override
        public Path deploy() {
            return root;
        }

        @Override
        public Path workspace() {
            return root;
        }

        @Override
        public Path logs() {
            return root;
        }

        @Override
        public Path secrets() {
            return root;
        }

        @Override
        public Path run() {
            return root;
        }

        @Override
        public Path data() {
            return root;
        }
    }

    private static final class Nobody implements EventHub {

        @Override
        public Event publish(EventDraft draft) {
            return null;
        }

        @Override
        public Subscription subscribe(
                Collection<String> patterns, SubscriptionOptions options, EventListener listener) {
            throw new UnsupportedOperationException("Nobody hears of processes here");
        }

        @Override
        public Subscription subscribeBatch(
                Collection<String> patterns, SubscriptionOptions options, EventBatchListener listener) {
            throw new UnsupportedOperationException("Nobody hears of processes here");
        }

        @Override
        public Object read(Event event) {
            throw new UnsupportedOperationException("There are no events here");
        }
    }

    private static final class Usual implements ProcessConfiguration {

        @Override
        public int max_processes() {
            return 512;
        }

        @Override
        public int stop_grace_seconds() {
            return 2;
        }

        @Override
        public boolean control_groups() {
            return true;
        }

        @Override
        public String sandbox_program() {
            return "bwrap";
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return ProcessConfiguration.class;
        }
    }
}
