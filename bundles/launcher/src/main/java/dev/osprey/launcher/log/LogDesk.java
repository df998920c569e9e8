package dev.osprey.launcher.log;

import dev.osprey.module.ModuleLogs;
import dev.osprey.module.NoSuchModuleException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The logs of all modules. Thread-safe. */
public final class LogDesk implements ModuleLogs, AutoCloseable {

    private final Path folder;
    private final LogWriter writer = new LogWriter();
    private final Map<String, LogStore> stores = new ConcurrentHashMap<>();

    /** @param folder where the files lie; it need not exist yet */
    public LogDesk(Path folder) {
        this.folder = folder;
    }

    /** The log of a module, which everyone can read until it is closed; an open one gets the new settings. */
    public LogStore open(String module, LogSpec spec) {
        return stores.compute(module, (name, open) -> {
            if (open != null) {
                open.settings(spec);
                return open;
            }
            return new LogStore(folder.resolve(name + ".log"), name, spec, writer);
        });
    }

    /** There is no such module any more; its files stay. */
    public void close(String module) {
        LogStore store = stores.remove(module);
        if (store != null) {
            store.close();
        }
    }

    @Override
    public Page page(String name, Query query) {
        return store(name).page(query);
    }

    @Override
    public Following follow(String name, String after, Listener listener) {
        return store(name).follow(after, listener);
    }

    private LogStore store(String name) {
        LogStore store = stores.get(name);
        if (store == null) {
            throw new NoSuchModuleException("There is no module " + name + " that has a log; correct the name");
        }
        return store;
    }

    @Override
    public void close() {
        stores.keySet().forEach(this::close);
        writer.close();
    }
}
