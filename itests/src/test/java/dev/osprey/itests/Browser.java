package dev.osprey.itests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Headless Chromium, driven through the DevTools protocol; answers the log-in question as a person would. */
final class Browser implements AutoCloseable, WebSocket.Listener {

    private final Process process;
    private final String user;
    private final String password;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();
    private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);

    Browser(Path profile, String user, String password, int width, int height) {
        this.user = user;
        this.password = password;
        try {
            process = new ProcessBuilder(
                            "chromium",
                            "--headless=new",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync",
                            "--remote-debugging-port=0",
                            "--user-data-dir=" + profile,
                            "--window-size=" + width + "," + height,
                            "about:blank")
                    .redirectErrorStream(true)
                    .redirectOutput(profile.resolveSibling(profile.getFileName() + ".log")
                            .toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path portFile = profile.resolve("DevToolsActivePort");
        Await.until(
                "the browser is up",
                () -> Files.exists(portFile) && Files.readAllLines(portFile).size() > 1);
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(page(portFile)), this)
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
        call("Fetch.enable", "{\"handleAuthRequests\":true}");
        call("Page.enable", "{}");
        call("Runtime.enable", "{}");
        call("Log.enable", "{}");
    }

    private static String page(Path portFile) {
        try {
            String port = Files.readAllLines(portFile).get(0);
            HttpRequest list = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json"))
                    .build();
            for (JsonNode target : Osprey.json(HttpClient.newHttpClient()
                    .send(list, HttpResponse.BodyHandlers.ofString())
                    .body())) {
                if (target.path("type").asText().equals("page")) {
                    return target.path("webSocketDebuggerUrl").asText();
                }
            }
            throw new IllegalStateException("no page");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void open(String url) {
        call("Page.navigate", "{\"url\":\"" + url + "\"}");
    }

    /** The value of an expression in the page. */
    JsonNode evaluate(String expression) {
        ObjectNode parameters = Osprey.JSON.createObjectNode();
        parameters.put("expression", expression).put("awaitPromise", true).put("returnByValue", true);
        JsonNode answer = call("Runtime.evaluate", parameters.toString());
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": "
                    + answer.at("/exceptionDetails/exception/description").asText());
        }
        return answer.path("result").path("value");
    }

    /** What a person sees of the first such element; nothing if there is none or it is hidden. */
    String text(String selector) {
        return evaluate("(" + seen(selector) + "?.innerText ?? '')").asText();
    }

    void shows(String selector, String text) {
        try {
            Await.until(selector + " shows " + text, () -> text(selector).contains(text));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; it shows\n" + text(selector), e);
        }
    }

    void lacks(String selector, String text) {
        Await.until(selector + " does not show " + text, () -> !text(selector).contains(text));
    }

    int count(String selector) {
        return evaluate("document.querySelectorAll(" + quoted(selector) + ").length")
                .asInt();
    }

    /** Clicks the first one that is seen, once it is there and on. */
    void click(String selector) {
        Await.until("there is " + selector, () -> evaluate(
                        "(node => { if (!node || node.disabled) { return false; } node.click(); return true; })("
                                + seen(selector) + ")")
                .asBoolean());
    }

    /** Clicks the button with exactly this text or label. */
    void press(String within, String label) {
        Await.until("there is a button " + label + " in " + within, () -> evaluate(
                        "(() => { const node = [...document.querySelectorAll(" + quoted(within + " button")
                                + ")].find(each => each.offsetParent && !each.disabled"
                                + " && each.getAttribute('aria-disabled') !== 'true' && (each.textContent === "
                                + quoted(label) + " || each.getAttribute('aria-label') === " + quoted(label)
                                + ")); if (node) { node.click(); } return Boolean(node); })()")
                .asBoolean());
    }

    /** Replaces what is in a field, as typing does. */
    void type(String selector, String text) {
        Await.until("there is " + selector, () -> evaluate(
                        "(node => { node?.focus(); node?.select(); return Boolean(node); })(" + seen(selector) + ")")
                .asBoolean());
        if (text.isEmpty()) {
            evaluate("document.execCommand('delete')");
        } else {
            ObjectNode parameters = Osprey.JSON.createObjectNode();
            call("Input.insertText", parameters.put("text", text).toString());
        }
    }

    void choose(String selector, String option) {
        evaluate("(node => { node.value = [...node.options].find(each => each.text === " + quoted(option)
                + ").value; node.dispatchEvent(new Event('change', {bubbles: true})); })(" + seen(selector) + ")");
    }

    /** What scripts and requests complained of since the last question. The icon is the Web Console's own. */
    List<String> errors() {
        List<String> found = new ArrayList<>();
        for (String error = errors.poll(); error != null; error = errors.poll()) {
            if (!error.contains("favicon.ico")) {
                found.add(error);
            }
        }
        return found;
    }

    private static String seen(String selector) {
        return "[...document.querySelectorAll(" + quoted(selector) + ")].find(each => each.offsetParent)";
    }

    static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }

    void scheme(String scheme) {
        call(
                "Emulation.setEmulatedMedia",
                "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"" + scheme + "\"}]}");
    }

    void size(int width, int height) {
        call(
                "Emulation.setDeviceMetricsOverride",
                "{\"width\":" + width + ",\"height\":" + height + ",\"deviceScaleFactor\":1,\"mobile\":false}");
    }

    void screenshot(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(
                    file,
                    Base64.getDecoder()
                            .decode(call("Page.captureScreenshot", "{}")
                                    .path("data")
                                    .asText()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode call(String method, String parameters) {
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        send(method, parameters, answer);
        JsonNode result = answer.orTimeout(30, TimeUnit.SECONDS).join();
        if (result.has("error")) {
            throw new AssertionError(method + ": " + result);
        }
        return result.path("result");
    }

    /** One after the other: a text that is sent while another is on its way would be lost. */
    private synchronized void send(String method, String parameters, CompletableFuture<JsonNode> answer) {
        int id = ids.incrementAndGet();
        if (answer != null) {
            waiting.put(id, answer);
        }
        String text = "{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + parameters + "}";
        sending = sending.thenCompose(before -> socket.sendText(text, true));
    }

    private void complaint(JsonNode event) {
        JsonNode parameters = event.path("params");
        switch (event.path("method").asText()) {
            case "Runtime.exceptionThrown" ->
                errors.add(
                        parameters.at("/exceptionDetails/exception/description").asText());
            case "Runtime.consoleAPICalled" -> {
                if (parameters.path("type").asText().matches("error|assert")) {
                    errors.add(parameters.path("args").toString());
                }
            }
            case "Log.entryAdded" -> {
                if (parameters.at("/entry/level").asText().equals("error")) {
                    errors.add(parameters.at("/entry/text").asText() + " "
                            + parameters.at("/entry/url").asText());
                }
            }
            default -> {
                // everything else is not about errors
            }
        }
    }

    private void event(JsonNode event) {
        complaint(event);
        String request = event.path("params").path("requestId").asText();
        if (event.path("method").asText().equals("Fetch.authRequired")) {
            send(
                    "Fetch.continueWithAuth",
                    "{\"requestId\":\"" + request
                            + "\",\"authChallengeResponse\":{\"response\":\"ProvideCredentials\",\"username\":\"" + user
                            + "\",\"password\":\"" + password + "\"}}",
                    null);
        } else if (event.path("method").asText().equals("Fetch.requestPaused")) {
            send("Fetch.continueRequest", "{\"requestId\":\"" + request + "\"}", null);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            JsonNode message = Osprey.json(partial.toString());
            partial.setLength(0);
            CompletableFuture<JsonNode> answer =
                    waiting.remove(message.path("id").asInt(-1));
            if (answer != null) {
                answer.complete(message);
            } else {
                event(message);
            }
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
