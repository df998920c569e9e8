package dev.osprey.web.guard;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.osprey.access.Principal;
import dev.osprey.web.guard.Answer.Pass;
import dev.osprey.web.guard.Answer.Refuse;
import dev.osprey.web.http.Codes;
import dev.osprey.web.http.ErrorForm;
import dev.osprey.web.http.Exchange;
import dev.osprey.web.http.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;

/**
 * Puts the guard in front of the server's handlers: Jetty asks customizers before it looks at the path, so no servlet context, of
 * whatever kind, and no way of writing a path gets around it. This class is threadsafe.
 */
final class JettyGuard implements HttpConfiguration.Customizer, Gate {

    private static final String JUDGED = JettyGuard.class.getName();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Guard guard;
    private final Set<HttpConfiguration> guarded =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private volatile WeakReference<Server> server = new WeakReference<>(null);
    private volatile Supplier<Set<String>> certified = Set::of;

    JettyGuard(Guard guard) {
        this.guard = guard;
    }

    void configure(Settings settings) {
        guard.configure(settings);
    }

    @Override
    public Server server() {
        return server.get();
    }

    @Override
    public void certified(Supplier<Set<String>> names) {
        certified = names;
    }

    @Override
    public HttpConfiguration forTls(HttpConfiguration plain) {
        HttpConfiguration configuration = new HttpConfiguration(plain);
        // The certificate may be asked for by any of its names and by address; which are ours is decided by the guard.
        SecureRequestCustomizer secure = new SecureRequestCustomizer(false);
        configuration.getCustomizers().removeIf(other -> other == this);
        configuration.getCustomizers().add(0, secure);
        configuration.getCustomizers().add(1, this);
        return configuration;
    }

    @Override
    public void customize(Connector connector, HttpConfiguration configuration, Request request) {
        // Pax Web adds a customizer again whenever another one comes.
        if (request.getAttribute(JUDGED) == this) {
            return;
        }
        if (server.get() != connector.getServer()) {
            server = new WeakReference<>(connector.getServer());
            connector.getServer().setErrorHandler(new ProblemErrors());
        }
        if (guarded.add(configuration)) {
            // Else the server asks us only once the first byte of an announced body is there.
            configuration.setDelayDispatchUntilContent(false);
        }
        request.setAttribute(JUDGED, this);
        request.removeAttribute(Exchange.PRINCIPAL);
        Answer answer = guard.judge(inbound(request));
        headers(request);
        if (answer instanceof Pass pass) {
            admit(request, pass);
        } else if (answer instanceof Refuse refusal) {
            refuse(request, refusal);
        }
    }

    /** Shuts every server that was guarded until the next guard comes. */
    void shut() {
        synchronized (guarded) {
            guarded.forEach(configuration -> configuration.addCustomizer(new ClosedDoor()));
        }
    }

    private Inbound inbound(Request request) {
        String host = request.getServerName();
        return new Inbound(
                request.getMethod(),
                String.valueOf(request.getRequestURI()),
                String.valueOf(request.getPathInfo()),
                host + ":" + request.getServerPort(),
                String.valueOf(request.getRemoteAddr()),
                request.getLocalPort(),
                request.isSecure(),
                request.isSecure() ? certified.get() : Set.of(),
                request.getContentLengthLong(),
                name -> Collections.list(request.getHeaders(name)));
    }

    private static void headers(Request request) {
        Response response = request.getResponse();
        String path = String.valueOf(request.getPathInfo());
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", Paths.console(path) ? "SAMEORIGIN" : "DENY");
        // Not no-referrer: with it, browsers send Origin: null from our own forms.
        response.setHeader("Referrer-Policy", "same-origin");
        if (!Paths.cacheable(path)) {
            response.setHeader("Cache-Control", "no-store");
        }
    }

    private static void admit(Request request, Pass pass) {
        request.getHttpInput().addInterceptor(new BodyLimit(pass.bodyLimit()));
        Principal principal = pass.principal();
        if (principal != null) {
            request.setAttribute(Exchange.PRINCIPAL, principal);
            request.setAuthentication(new TokenUser(principal));
        }
    }

    static void refuse(Request request, Refuse refusal) {
        Map<String, Object> problem = ErrorForm.PROBLEM.body(
                new Refusal(refusal.status(), Codes.of(refusal.status()), refusal.detail(), refusal.remedy()));
        problem.put("title", refusal.title());
        Response response = request.getResponse();
        response.setStatus(refusal.status());
        refusal.headers().forEach(response::setHeader);
        response.setHeader("Cache-Control", "no-store");
        request.setHandled(true);
        try {
            byte[] body = (JSON.writeValueAsString(problem) + "\n").getBytes(StandardCharsets.UTF_8);
            response.setContentType("application/problem+json");
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
            response.closeOutput();
        } catch (IOException e) {
            throw new UncheckedIOException("The refusal could not be sent; the caller has hung up", e);
        }
    }
}
