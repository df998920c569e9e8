package dev.osprey.itests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.osgi.framework.BundleContext;

/** A running Osprey as a client sees it: its endpoint file, its token, its HTTP door. */
public final class Osprey {

    static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    final Path home;
    final String token;
    final JsonNode endpoints;

    private Osprey(Path home, String token, JsonNode endpoints) {
        this.home = home;
        this.token = token;
        this.endpoints = endpoints;
    }

    static Osprey connect(BundleContext context) {
        String home = System.getProperty("osprey.home", System.getProperty("karaf.base"));
        return connect(Path.of(home));
    }

    static Osprey connect(Path home) {
        Path file = home.resolve("run/endpoints.json");
        Await.until("endpoints.json is written", Duration.ofSeconds(120), () -> Files.exists(file));
        try {
            String token = Files.readString(home.resolve("secrets/admin.token")).trim();
            Osprey osprey = new Osprey(home, token, JSON.readTree(file.toFile()));
            Await.until(
                    "ready",
                    Duration.ofSeconds(60),
                    () -> osprey.get("/health/ready", null).statusCode() == 200);
            return osprey;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String http() {
        return endpoints.get("http").asText();
    }

    String hub() {
        return endpoints.get("hub").asText();
    }

    HttpResponse<String> get(String path) {
        return get(path, token);
    }

    HttpResponse<String> get(String path, String bearer) {
        return send(request(path, bearer).GET().build());
    }

    HttpResponse<String> post(String path, String bearer, String body) {
        return send(request(path, bearer)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /** Calls a tool as admin; fails with the body if the call fails. */
    JsonNode call(String tool, String input) {
        HttpResponse<String> response = post("/api/v1/tools/" + tool, token, input);
        if (response.statusCode() != 200) {
            throw new AssertionError(tool + " answered " + response.statusCode() + ": " + response.body());
        }
        return json(response.body()).get("result");
    }

    HttpRequest.Builder request(String path, String bearer) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create(http() + path)).timeout(Duration.ofSeconds(30));
        return bearer == null ? builder : builder.header("Authorization", "Bearer " + bearer);
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(request.uri().toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }
}
