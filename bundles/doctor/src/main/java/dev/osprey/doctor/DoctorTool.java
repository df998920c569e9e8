package dev.osprey.doctor;

import dev.osprey.doctor.host.Host;
import dev.osprey.doctor.host.HostChecks;
import dev.osprey.system.Check;
import dev.osprey.system.Finding;
import dev.osprey.system.Home;
import dev.osprey.tool.Tool;
import dev.osprey.tool.ToolCall;
import dev.osprey.tool.ToolDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Says what this host and this running Osprey can do. */
@Component
@ToolDefinition(
        name = "osprey.doctor",
        description = "Says what this host and this Osprey can do, what is missing or wrong, and what to do about it.",
        output =
                """
                {"type":"object","required":["ok","items"],"properties":{
                "ok":{"type":"boolean","description":"nothing failed"},
                "items":{"type":"array","items":{"type":"object","required":["check","level","found"],"properties":{
                "check":{"type":"string"},"level":{"enum":["ok","limited","warn","fail"]},"found":{"type":"string"},
                "remedy":{"type":["string","null"]}}}}}}""",
        role = "operator",
        timeout = 60,
        readOnly = true)
public final class DoctorTool implements Tool {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Doctor doctor = new Doctor(LIMIT);
    private final List<NamedCheck> host;
    private final List<Check> services = new CopyOnWriteArrayList<>();

    @Activate
    public DoctorTool(@Reference Home home) {
        host = NamedCheck.all(HostChecks.running(Host.real(home.root())));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addCheck(Check check) {
        services.add(check);
    }

    void removeCheck(Check check) {
        services.remove(check);
    }

    @Override
    public Object call(Map<String, Object> input, ToolCall call) {
        List<NamedCheck> checks = new ArrayList<>(host);
        services.stream()
                .map(check -> new NamedCheck(check.getClass().getName(), check))
                .sorted(Comparator.comparing(NamedCheck::name))
                .forEach(checks::add);
        List<Finding> findings = doctor.examine(checks);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("ok", Doctor.ok(findings));
        result.put("items", findings.stream().map(DoctorTool::show).toList());
        return result;
    }

    private static Map<String, Object> show(Finding finding) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("check", finding.check());
        shown.put("level", finding.level().name().toLowerCase(Locale.ROOT));
        shown.put("found", finding.found());
        shown.put("remedy", finding.remedy());
        return shown;
    }
}
