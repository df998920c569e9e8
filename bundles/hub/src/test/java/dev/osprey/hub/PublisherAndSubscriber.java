package dev.osprey.hub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A hub, a client that publishes and one that subscribes. */
abstract class PublisherAndSubscriber {

    static final ObjectMapper JSON = new ObjectMapper();

    /** To be changed before the start. */
    final TestHub.Settings settings = new TestHub.Settings();

    TestHub hub;
    RawClient publisher;
    RawClient subscriber;

    @BeforeEach
    void open() throws IOException {
        hub = new TestHub(settings.build());
        publisher = RawClient.open(hub, "pub-module");
        subscriber = RawClient.open(hub, "sub-module");
    }

    @AfterEach
    void close() throws IOException {
        publisher.close();
        subscriber.close();
        hub.close();
    }

    static JsonNode json(RawClient client) throws IOException {
        return JSON.readTree(client.readText());
    }
}
