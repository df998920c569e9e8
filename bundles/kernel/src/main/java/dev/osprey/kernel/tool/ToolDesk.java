package dev.osprey.kernel.tool;

import dev.osprey.access.Principal;
import dev.osprey.access.Verdict;
import dev.osprey.tool.QuickTool;
import dev.osprey.tool.ToolException;
import dev.osprey.tool.ToolInfo;
import dev.osprey.tool.ToolInvocation;
import dev.osprey.tool.ToolObserver;
import dev.osprey.tool.ToolRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tool table without its wiring: what is offered, who may call, and the call itself. Thread-safe. */
final class ToolDesk implements AutoCloseable {

    static final String ADDED = "tool.added";
    static final String REMOVED = "tool.removed";

    private static final Logger LOG = LoggerFactory.getLogger(ToolDesk.class);

    private final Catalogue catalogue = new Catalogue();
    private final ToolAccess access;
    private final CallEngine engine;
    private final BiConsumer<String, ToolInfo> events;
    private final ToolEntries entries;

    /** Tells of changes in their order, off the threads of those who cause them. */
    private final ExecutorService notices = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "osprey-tool-notices");
        thread.setDaemon(true);
        return thread;
    });

    ToolDesk(
            ToolAccess access,
            CallEngine engine,
            BiConsumer<String, ToolInfo> events,
            ToolEntries.Publisher publisher) {
        this.access = access;
        this.engine = engine;
        this.events = events;
        this.entries = new ToolEntries(catalogue, publisher);
    }

    void add(Offer offer) {
        synchronized (notices) {
            tell(catalogue.add(offer));
        }
    }

    void remove(long serviceId) {
        synchronized (notices) {
            tell(catalogue.remove(serviceId));
        }
    }

    private void tell(List<Catalogue.Change> changes) {
        changes.stream()
                .filter(change -> change.removed() != null)
                .forEach(change -> engine.stopCallsOf(change.removed()));
        if (!changes.isEmpty() && !notices.isShutdown()) {
            notices.execute(() -> notice(changes));
        }
    }

    private void notice(List<Catalogue.Change> changes) {
        for (Catalogue.Change change : changes) {
            if (change.shadowed() != null) {
                LOG.warn(
                        "The tool {} of bundle {} hides the one of bundle {}, which takes over when the first goes",
                        change.by().name(),
                        change.by().info().bundle(),
                        change.shadowed().info().bundle());
            }
            if (change.removed() != null) {
                LOG.info("Tool {} is gone", change.removed().name());
                events.accept(REMOVED, change.removed().info());
            }
            if (change.added() != null) {
                LOG.info(
                        "Tool {} of bundle {} is there",
                        change.added().name(),
                        change.added().info().bundle());
                events.accept(ADDED, change.added().info());
            }
        }
        entries.refresh();
    }

    List<ToolInfo> list() {
        return catalogue.all().stream().map(Offer::info).toList();
    }

    Optional<ToolInfo> find(String name) {
        return Optional.ofNullable(catalogue.find(name)).map(Offer::info);
    }

    ToolInvocation call(ToolRequest request, ToolObserver observer) {
        try {
            Offer offer = offer(request.tool());
            admit(request, offer);
            return engine.start(offer, request, offer.input().taken(request.input()), observer);
        } catch (ToolException refused) {
            engine.record(request.principal(), request.door(), request.tool(), refused.code());
            throw refused;
        }
    }

    private Offer offer(String name) {
        Offer offer = catalogue.find(name);
        if (offer == null) {
            String shown = name.length() > 128 ? name.substring(0, 128) + "..." : name;
            throw new ToolException(
                    ToolException.NOT_FOUND,
                    "There is no tool " + shown.replaceAll("\\p{Cntrl}", "?"),
                    "See the list of tools; deploy the bundle that brings it.");
        }
        return offer;
    }

    private void admit(ToolRequest request, Offer offer) {
        Verdict verdict = access.verdict(request.principal(), offer.info());
        if (!verdict.allowed()) {
            throw new ToolException(ToolException.DENIED, verdict.reason(), verdict.remedy());
        }
    }

    /** @param denials told of each denial, with the tool's name */
    Optional<QuickTool> quick(String name, Principal principal, String door, BiConsumer<Principal, String> denials) {
        Offer offer = catalogue.find(name);
        return offer == null || !offer.quick()
                ? Optional.empty()
                : Optional.of(new BoundTool(offer, principal, door, catalogue, access, engine, denials));
    }

    @Override
    public void close() {
        engine.close();
        notices.shutdown();
        try {
            if (!notices.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn(
                        "A listener holds up what the tool table has to tell; its entries stay until the kernel stops");
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return;
        }
        entries.close();
    }
}
