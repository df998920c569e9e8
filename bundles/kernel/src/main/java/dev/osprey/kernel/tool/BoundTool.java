package dev.osprey.kernel.tool;

import dev.osprey.access.Principal;
import dev.osprey.access.Verdict;
import dev.osprey.tool.QuickTool;
import dev.osprey.tool.ToolException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A quick tool for one caller: what a call asks of the table is kept until it changes. */
final class BoundTool implements QuickTool {

    private static final Logger LOG = LoggerFactory.getLogger(BoundTool.class);

    /** Of a tool that fails at each of a great many calls, one in so many is logged. */
    private static final int LOGGED = 1_000;

    /** A verdict, and as of when. */
    private record Asked(long epoch, Verdict verdict) {}

    /** A result as the tool gave it, and as it is handed on. */
    private record Kept(Object raw, Object copy) {}

    private final Offer offer;
    private final Principal principal;
    private final String door;
    private final Catalogue catalogue;
    private final ToolAccess access;
    private final CallEngine engine;
    private final BiConsumer<Principal, String> denials;
    private final QuickCall call;
    private final AtomicLong faults = new AtomicLong();

    // Racing writers of one of these put in equally good values.
    private volatile long seen;
    private volatile Asked asked;
    private volatile Kept kept = new Kept(null, null);
    private volatile Tallies.Tally successes;

    /** @param denials told of each denial */
    BoundTool(
            Offer offer,
            Principal principal,
            String door,
            Catalogue catalogue,
            ToolAccess access,
            CallEngine engine,
            BiConsumer<Principal, String> denials) {
        this.offer = offer;
        this.principal = principal;
        this.door = door;
        this.catalogue = catalogue;
        this.access = access;
        this.engine = engine;
        this.denials = denials;
        this.call = new QuickCall(principal, offer.info().timeout());
        this.seen = -1;
        this.successes = engine.tallies().successes(principal, door, offer.name());
    }

    @Override
    public boolean current() {
        long now = catalogue.changes();
        if (now != seen) {
            if (catalogue.find(offer.name()) != offer) {
                return false;
            }
            seen = now;
        }
        return true;
    }

    @Override
    public Object call(Map<String, Object> input) {
        Object value;
        try {
            admit();
            value = settled(run(offer.input().taken(input)));
        } catch (ToolException failure) {
            failed(failure.code());
            throw failure;
        }
        if (!successes.count()) {
            engine.tallies().count(principal, door, offer.name(), "ok");
            successes = engine.tallies().successes(principal, door, offer.name());
        }
        return value;
    }

    private void admit() {
        if (!current()) {
            throw CallEngine.gone(offer, "the bundle " + offer.info().bundle() + " took it away");
        }
        long epoch = access.epoch();
        Asked last = asked;
        if (last == null || last.epoch != epoch) {
            last = new Asked(epoch, access.verdict(principal, offer.info()));
            asked = last;
        }
        if (!last.verdict.allowed()) {
            throw new ToolException(ToolException.DENIED, last.verdict.reason(), last.verdict.remedy());
        }
    }

    /** The boundary to foreign code. */
    private Object run(Map<String, Object> input) {
        try {
            return offer.tool().call(input, call);
        } catch (ToolException expected) {
            throw expected;
        } catch (Throwable fault) {
            throw internal(fault);
        }
    }

    /** A quick tool does not change what it has returned, so the same object means the same value. */
    private Object settled(Object raw) {
        Kept last = kept;
        if (raw == last.raw) {
            return last.copy;
        }
        try {
            Object copy = JsonValues.copy(raw);
            kept = new Kept(raw, copy);
            return copy;
        } catch (RuntimeException | StackOverflowError notJson) {
            throw internal(notJson);
        }
    }

    private ToolException internal(Throwable fault) {
        if (faults.getAndIncrement() % LOGGED == 0) {
            LOG.warn(
                    "Tool {} of bundle {} failed in a quick call, for the {}. time",
                    offer.name(),
                    offer.info().bundle(),
                    faults.get(),
                    fault);
        }
        return new ToolException(ToolException.INTERNAL, offer.name() + " failed", "The log has the detail.");
    }

    private void failed(String code) {
        if (ToolException.DENIED.equals(code)) {
            engine.record(principal, door, offer.name(), code);
            denials.accept(principal, offer.name());
        } else {
            engine.tallies().count(principal, door, offer.name(), code);
        }
    }
}
