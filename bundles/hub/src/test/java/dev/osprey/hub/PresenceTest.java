package dev.osprey.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.event.EventDraft;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PresenceTest {

    private static Map<?, ?> told(TestHub hub, String subject) throws InterruptedException {
        EventDraft draft = hub.told.poll(20, TimeUnit.SECONDS);
        assertEquals(subject, draft.subject());
        assertEquals("event_hub", draft.source());
        return (Map<?, ?>) draft.data();
    }

    private static String left(TestHub hub) throws InterruptedException {
        Map<?, ?> data = told(hub, "osprey.client.disconnected");
        assertTrue((Double) data.get("seconds") >= 0);
        return data.get("client") + " " + data.get("code") + " " + data.get("clean");
    }

    @Test
    void whoComesAndGoesIsTold() throws Exception {
        try (TestHub hub = new TestHub()) {
            RawClient client = RawClient.open(hub, "m-module");
            Map<String, Object> who = Map.of("client", "c1", "principal", "m", "role", "module");
            assertEquals(who, told(hub, "osprey.client.connected"));
            client.write(RawClient.frame(0x88, new byte[] {3, (byte) 0xe8}));
            assertEquals(1000, client.readClose());
            client.close();
            assertEquals("c1 1000 true", left(hub));
        }
    }

    @Test
    void theWayOfLeavingIsTold() throws Exception {
        TestHub.Settings settings = new TestHub.Settings();
        settings.idle = Duration.ofMillis(900);
        try (TestHub hub = new TestHub(settings.build())) {
            RawClient broken = RawClient.open(hub, "a-module");
            told(hub, "osprey.client.connected");
            broken.close();
            assertEquals("c1 1006 false", left(hub));
            try (RawClient error = RawClient.open(hub, "b-module")) {
                told(hub, "osprey.client.connected");
                error.write(RawClient.frame(0x88, new byte[] {0x0f, (byte) 0xa0}));
                assertEquals(4000, error.readClose());
            }
            assertEquals("c2 4000 false", left(hub));
            try (RawClient revoked = RawClient.open(hub, "c-module")) {
                told(hub, "osprey.client.connected");
                hub.access.revoke("c");
                assertEquals(4401, revoked.readClose());
            }
            assertEquals("c3 4401 false", left(hub));
            try (RawClient silent = RawClient.open(hub, "d-module")) {
                told(hub, "osprey.client.connected");
                assertEquals(0x89, silent.read().first());
                assertEquals(4408, silent.readClose());
            }
            assertEquals("c4 4408 false", left(hub));
        }
    }

    @Test
    void aHandshakeThatIsRefusedIsNotTold() throws Exception {
        try (TestHub hub = new TestHub()) {
            RawClient.ask(hub, "/ws?token=wrong", Map.of()).close();
            RawClient.open(hub, "m-module").close();
            assertEquals("c1", told(hub, "osprey.client.connected").get("client"));
        }
    }

    @Test
    void nobodyWaitsForThoseWhoListenAndWhatWaitsIsBounded() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        AtomicInteger told = new AtomicInteger();
        Presence presence = new Presence(draft -> {
            try {
                stuck.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            told.incrementAndGet();
        });
        Principal principal = new Principal("m", Role.MODULE, "1");
        for (int i = 0; i < Presence.WAITING + 5_000; i++) {
            presence.connected("c" + i, principal);
        }
        stuck.countDown();
        Await.until(() -> told.get() >= Presence.WAITING);
        presence.close();
        assertTrue(told.get() <= Presence.WAITING + 1, "" + told.get());
    }

    @Test
    void aFailingPublicationDoesNotEndTheNext() throws Exception {
        List<String> told = new ArrayList<>();
        Presence presence = new Presence(draft -> {
            told.add(draft.subject());
            throw new IllegalStateException("broken");
        });
        Principal principal = new Principal("m", Role.MODULE, "1");
        presence.connected("c1", principal);
        presence.connected("c2", principal);
        presence.close();
        assertEquals(2, told.size());
    }
}
