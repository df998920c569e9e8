package dev.osprey.kernel.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.system.Check;
import dev.osprey.system.Finding;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.framework.dto.BundleDTO;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

class ComponentsCheckTest {

    private final List<ComponentDescriptionDTO> components = new ArrayList<>();
    private int state = ComponentConfigurationDTO.UNSATISFIED_REFERENCE;

    @Test
    void aComponentThatWaitsIsNamedWithWhatItWaitsFor() {
        component("dev.osprey.hub", Map.of());
        Finding finding = look().get(0);
        assertEquals(Finding.Level.FAIL, finding.level());
        assertTrue(finding.found().contains("waits for the service dev.osprey.system.Tls"), finding.found());
    }

    @Test
    void aComponentThatMayWaitIsNoFinding() {
        component("dev.osprey.hub", Map.of(Check.DORMANT, true));
        assertEquals(Finding.Level.OK, look().get(0).level());
    }

    @Test
    void aComponentThatFailedIsNamedEvenIfItMayWait() {
        component("dev.osprey.hub", Map.of(Check.DORMANT, true));
        state = ComponentConfigurationDTO.FAILED_ACTIVATION;
        assertTrue(look().get(0).found().contains("failed to start: port taken"));
    }

    @Test
    void componentsOfOthersAreTheirOwnBusiness() {
        component("org.example", Map.of());
        assertEquals(Finding.Level.OK, look().get(0).level());
    }

    private void component(String bundle, Map<String, Object> properties) {
        ComponentDescriptionDTO component = new ComponentDescriptionDTO();
        component.name = bundle + ".Door";
        component.bundle = new BundleDTO();
        component.bundle.symbolicName = bundle;
        component.properties = properties;
        ReferenceDTO reference = new ReferenceDTO();
        reference.name = "tls";
        reference.interfaceName = "dev.osprey.system.Tls";
        component.references = new ReferenceDTO[] {reference};
        components.add(component);
    }

    private List<ComponentConfigurationDTO> configurations() {
        ComponentConfigurationDTO configuration = new ComponentConfigurationDTO();
        configuration.state = state;
        configuration.failure = "port taken\n\tat somewhere";
        UnsatisfiedReferenceDTO unsatisfied = new UnsatisfiedReferenceDTO();
        unsatisfied.name = "tls";
        configuration.unsatisfiedReferences = new UnsatisfiedReferenceDTO[] {unsatisfied};
        return List.of(configuration);
    }

    private List<Finding> look() {
        Object runtime = Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ServiceComponentRuntime.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getComponentDescriptionDTOs" -> components;
                    case "isComponentEnabled" -> true;
                    case "getComponentConfigurationDTOs" -> configurations();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        return new ComponentsCheck((ServiceComponentRuntime) runtime).look();
    }
}
