package dev.osprey.web.launcher;

import dev.osprey.access.AuditLog;
import dev.osprey.module.ModuleDetail;
import dev.osprey.module.ModuleStartException;
import dev.osprey.module.ModuleState;
import dev.osprey.module.ModuleStatus;
import dev.osprey.module.Modules;
import dev.osprey.module.NoSuchModuleException;
import dev.osprey.module.Rescan;
import dev.osprey.module.Until;
import dev.osprey.web.http.Exchange;
import dev.osprey.web.http.Json;
import dev.osprey.web.http.Refusal;
import dev.osprey.web.http.Refusals;
import dev.osprey.web.http.Text;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** What Kite's launcher does on request, as translations to {@link Modules}; each leaves a line in the audit trail. */
final class ModuleActions {

    private static final String DOOR = "rest";
    private static final int LONGEST_REASON = 200;

    private final LauncherSlot slot;
    private final AuditLog audit;

    ModuleActions(LauncherSlot slot, AuditLog audit) {
        this.slot = slot;
        this.audit = audit;
    }

    /** {@code POST /launcher/modules/NAME/start}. */
    void start(Exchange exchange) throws IOException {
        String name = exchange.param("name");
        if (ModuleRows.isCore(name)) {
            // it runs as long as somebody can ask for it
            answer(exchange, "started", ModuleRows.core(name));
            return;
        }
        answer(
                exchange,
                "started",
                done(
                        exchange,
                        "start",
                        name,
                        modules -> begun(modules, name, () -> modules.start(name, Until.SPAWNED))));
    }

    /** {@code POST /launcher/modules/NAME/stop}. */
    void stop(Exchange exchange) throws IOException {
        String name = exchange.param("name");
        String reason = reason(exchange);
        answer(exchange, "stopped", done(exchange, "stop", name, modules -> stopped(modules, name, reason)));
    }

    /** {@code POST /launcher/modules/NAME/restart}. */
    void restart(Exchange exchange) throws IOException {
        String name = exchange.param("name");
        String reason = reason(exchange);
        answer(
                exchange,
                "restarted",
                done(
                        exchange,
                        "restart",
                        name,
                        modules -> begun(modules, name, () -> modules.restart(name, reason, Until.SPAWNED))));
    }

    /** {@code PUT} or {@code POST /launcher/modules/NAME/state}. */
    void state(Exchange exchange) throws IOException {
        String name = exchange.param("name");
        Object word = exchange.body().get("state");
        boolean core = ModuleRows.isCore(name);
        if (!core && slot.modules().find(name).isEmpty()) {
            throw Refusals.of(new NoSuchModuleException("There is no module " + Text.shown(name)));
        }
        ModuleState state = parse(word);
        if (!core) {
            answer(exchange, "ok", done(exchange, "state", name, modules -> row(modules.state(name, state))));
        } else if (state == ModuleState.ENABLED) {
            answer(exchange, "ok", ModuleRows.core(name));
        } else {
            throw Refusal.denied(
                    name + " is a part of Osprey itself, which runs as long as Osprey does", "leave it enabled");
        }
    }

    private static Map<String, Object> row(ModuleStatus module) {
        return ModuleRows.row(module);
    }

    private static Map<String, Object> stopped(Modules modules, String name, String reason) {
        Map<String, Object> row = ModuleRows.row(modules.stop(name, reason));
        modules.detail(name).map(ModuleDetail::lastEnd).ifPresent(end -> row.put("survivors", end.survivors()));
        return row;
    }

    /** The process could not be made now; the launcher may try again by itself. */
    private static Map<String, Object> begun(Modules modules, String name, Supplier<ModuleStatus> start) {
        try {
            return ModuleRows.row(start.get());
        } catch (ModuleStartException e) {
            String again = modules.find(name)
                    .map(ModuleStatus::nextStart)
                    .map(next -> "; it is tried again at " + next)
                    .orElse("");
            throw new ModuleStartException(e.getMessage() + again);
        }
    }

    /** {@code POST /launcher/rescan}. */
    void rescan(Exchange exchange) throws IOException {
        Rescan rescan = done(exchange, "rescan", "*", Modules::rescan);
        exchange.reply(200, Json.object("added", rescan.added(), "removed", rescan.removed()));
    }

    private <T> T done(Exchange exchange, String action, String module, Function<Modules, T> step) {
        Modules modules = slot.modules();
        String outcome = "internal";
        try {
            T result = step.apply(modules);
            outcome = "ok";
            return result;
        } catch (RuntimeException e) {
            Refusal refusal = Refusals.of(e);
            outcome = refusal.code();
            throw refusal;
        } finally {
            audit.record(exchange.principal(), DOOR, "module." + action, module, outcome);
        }
    }

    private static void answer(Exchange exchange, String status, Map<String, Object> row) throws IOException {
        Map<String, Object> body = new LinkedHashMap<>(Json.object("status", status));
        body.putAll(row);
        exchange.reply(200, body);
    }

    private static ModuleState parse(Object word) {
        for (ModuleState state : ModuleState.values()) {
            if (state.name().toLowerCase(Locale.ROOT).equals(word)) {
                return state;
            }
        }
        throw Refusal.badRequest("The state is " + Text.shown(String.valueOf(word)), "use enabled, manual or disabled");
    }

    private static String reason(Exchange exchange) throws IOException {
        Object reason = exchange.body().get("reason");
        if (reason == null || reason instanceof String text && text.length() <= LONGEST_REASON) {
            return (String) reason;
        }
        throw Refusal.badRequest(
                "The reason is no text of at most " + LONGEST_REASON + " characters", "send a string, or leave it out");
    }
}
