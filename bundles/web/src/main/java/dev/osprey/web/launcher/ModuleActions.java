package dev.osprey.web.launcher;

import dev.osprey.access.AuditLog;
import dev.osprey.module.ModuleState;
import dev.osprey.module.ModuleStatus;
import dev.osprey.module.Modules;
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
        answer(exchange, "started", done(exchange, "start", name, modules -> modules.start(name, Until.SPAWNED)));
    }

    /** {@code POST /launcher/modules/NAME/stop}. */
    void stop(Exchange exchange) throws IOException {
        String name = exchange.param("name");
        String reason = reason(exchange);
        answer(exchange, "stopped", done(exchange, "stop", name, modules -> modules.stop(name, reason)));
    }

    /** {@code POST /launcher/modules/NAME/restart}. */
    void restart(Exchange exchange) throws IOException {
        String name = exchange.param("name");
        String reason = reason(exchange);
        answer(
                exchange,
                "restarted",
                done(exchange, "restart", name, modules -> modules.restart(name, reason, Until.SPAWNED)));
    }

    /** {@code PUT} or {@code POST /launcher/modules/NAME/state}. */
    void state(Exchange exchange) throws IOException {
        String name = exchange.param("name");
        ModuleState state = parse(exchange.body().get("state"));
        answer(exchange, "ok", done(exchange, "state", name, modules -> modules.state(name, state)));
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

    private static void answer(Exchange exchange, String status, ModuleStatus module) throws IOException {
        Map<String, Object> body = new LinkedHashMap<>(Json.object("status", status));
        body.putAll(ModuleRows.row(module));
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
