package dev.osprey.web.console;

import dev.osprey.web.console.PageFiles.PageFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.osgi.service.component.annotations.Component;

/**
 * The page "Osprey" of the Web Console, which draws the frame around it and hands requests with a file name on as they are. The
 * page is static; its scripts get everything from the REST door and the event hub.
 */
@Component(
        service = Servlet.class,
        property = {
            "felix.webconsole.label=" + OspreyPage.LABEL,
            "felix.webconsole.title=Osprey",
            "felix.webconsole.category=Osprey",
            "felix.webconsole.css=/" + OspreyPage.LABEL + "/res/osprey.css"
        })
public final class OspreyPage extends HttpServlet {

    static final String LABEL = "osprey";

    private static final long serialVersionUID = 1L;
    private static final String FILES = "/" + LABEL + "/res/";

    private final transient PageFiles files = new PageFiles();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = Objects.requireNonNullElse(request.getPathInfo(), "");
        if (path.startsWith(FILES)) {
            file(files.find(path.substring(FILES.length())), request, response);
        } else if (path.equals("/" + LABEL) || path.equals("/" + LABEL + "/")) {
            page(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private void page(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object root = request.getAttribute("felix.webconsole.pluginRoot");
        String page = new String(files.find("page.html").orElseThrow().content(), StandardCharsets.UTF_8);
        response.getWriter().write(page.replace("@root@", Objects.toString(root, "/system/console/" + LABEL)));
    }

    private static void file(Optional<PageFile> found, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (found.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        PageFile file = found.get();
        // always asked again, since a new version of this bundle has the same file names
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("ETag", file.tag());
        if (file.tag().equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(file.type());
        response.setContentLength(file.content().length);
        response.getOutputStream().write(file.content());
    }
}
