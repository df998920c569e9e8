package dev.osprey.web.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ErrorPageTest {

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    /** A servlet of somebody else. */
    private static final class Foreign extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (request.getRequestURI().endsWith("breaks")) {
                throw new IllegalStateException("a secret of the inside");
            }
            response.sendError(409, "Not now");
        }
    }

    @BeforeEach
    void start() throws Exception {
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(new ServletHolder(new Foreign()), "/foreign/*");
        context.addServlet(new ServletHolder(new ErrorPage()), "/error");
        ErrorPageErrorHandler pages = new ErrorPageErrorHandler();
        pages.addErrorPage(400, 599, "/error");
        context.setErrorHandler(pages);
        server.setHandler(context);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + connector.getLocalPort() + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    @Test
    void aPathWithoutAServletIsAProblem() throws IOException, InterruptedException {
        HttpResponse<String> answer = get("/nothing");
        assertEquals(404, answer.statusCode());
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElseThrow());
        assertTrue(answer.body().contains("\"code\":\"not_found\",\"remedy\":\""), answer.body());
    }

    @Test
    void aServletMayLeaveTheWordingToTheServer() throws IOException, InterruptedException {
        HttpResponse<String> answer = get("/foreign/x");
        assertEquals(409, answer.statusCode());
        assertTrue(answer.body().contains("\"detail\":\"Not now\",\"code\":\"conflict\""), answer.body());
    }

    @Test
    void aFailureInsideTellsNothing() throws IOException, InterruptedException {
        HttpResponse<String> answer = get("/foreign/breaks");
        assertEquals(500, answer.statusCode());
        assertFalse(answer.body().contains("secret"), answer.body());
        assertTrue(answer.body().contains("\"code\":\"internal\""), answer.body());
    }

    @Test
    void askedForItselfItIsNotThere() throws IOException, InterruptedException {
        assertEquals(404, get("/error").statusCode());
    }
}
