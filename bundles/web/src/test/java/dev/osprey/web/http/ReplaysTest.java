package dev.osprey.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.web.http.Replays.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplaysTest {

    private static final Principal ALICE = new Principal("alice", Role.OPERATOR, "1");
    private static final Answer DONE = new Answer(200, "application/json", null, new byte[10]);

    private final Time time = new Time();
    private final Replays replays = new Replays(time);

    private static final class Time extends Clock {

        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private void done(Principal principal, String key, Answer answer) {
        assertNull(replays.begin(principal, key, "r"));
        replays.end(principal, key, answer);
    }

    private int refused(Principal principal, String key, String request) {
        return assertThrows(Refusal.class, () -> replays.begin(principal, key, request))
                .status();
    }

    @Test
    void theSameRequestGetsTheFirstAnswer() {
        done(ALICE, "k", DONE);
        assertSame(DONE, replays.begin(ALICE, "k", "r"));
        assertSame(DONE, replays.begin(ALICE, "k", "r"));
    }

    @Test
    void anotherRequestWithTheKeyIs422AndOneThatRuns409() {
        assertNull(replays.begin(ALICE, "k", "r"));
        Refusal refusal = assertThrows(Refusal.class, () -> replays.begin(ALICE, "k", "r"));
        assertEquals(409, refusal.status());
        assertEquals("1", refusal.headers().get("Retry-After"));
        assertEquals(422, refused(ALICE, "k", "other"));
        replays.end(ALICE, "k", DONE);
        assertEquals(422, refused(ALICE, "k", "other"));
    }

    @Test
    void keysBelongToOneCredential() {
        done(ALICE, "k", DONE);
        assertNull(replays.begin(new Principal("bob", Role.OPERATOR, "1"), "k", "r"));
        assertNull(replays.begin(new Principal("alice", Role.OPERATOR, "2"), "k", "r"));
    }

    @Test
    void anAnswerThatMeansNothingWasDoneFreesTheKey() {
        for (int status : List.of(400, 403, 404, 409, 429)) {
            done(ALICE, "k", new Answer(status, "application/problem+json", null, new byte[1]));
        }
        done(ALICE, "k", null);
        Answer failed = new Answer(500, "application/problem+json", null, new byte[1]);
        done(ALICE, "k", failed);
        assertSame(failed, replays.begin(ALICE, "k", "r"));
    }

    @Test
    void anAnswerThatIsTooLargeIsNotKeptAndTheRequestNotDoneAgain() {
        done(ALICE, "k", new Answer(200, "application/json", null, new byte[Replays.LARGEST + 1]));
        assertEquals(409, refused(ALICE, "k", "r"));
        done(ALICE, "l", new Answer(200, "application/json", null, new byte[Replays.LARGEST]));
        assertEquals(Replays.LARGEST, replays.begin(ALICE, "l", "r").body().length);
    }

    @Test
    void keysAreForgottenAfterADay() {
        done(ALICE, "k", DONE);
        time.now = time.now.plus(Replays.LIFE);
        assertSame(DONE, replays.begin(ALICE, "k", "r"));
        time.now = time.now.plus(Duration.ofMillis(1));
        assertNull(replays.begin(ALICE, "k", "other"));
    }

    @Test
    void onePrincipalPushesOutOnlyItsOwn() {
        Principal bob = new Principal("bob", Role.OPERATOR, "1");
        done(bob, "k", DONE);
        for (int i = 0; i <= Replays.KEYS_OF_ONE; i++) {
            done(ALICE, "k" + i, DONE);
        }
        assertSame(DONE, replays.begin(bob, "k", "r"));
        assertSame(DONE, replays.begin(ALICE, "k1", "r"));
        assertNull(replays.begin(ALICE, "k0", "r"));
    }

    @Test
    void theOldestGoesWhenThereIsNoRoomAndRunningOnesStay() {
        assertNull(replays.begin(ALICE, "runs", "r"));
        for (int i = 1; i <= Replays.KEYS; i++) {
            done(new Principal("p" + i % 10, Role.OPERATOR, "1"), "k" + i, DONE);
        }
        assertEquals(409, refused(ALICE, "runs", "r"));
        assertNull(replays.begin(new Principal("p1", Role.OPERATOR, "1"), "k1", "r"));
        assertSame(DONE, replays.begin(new Principal("p3", Role.OPERATOR, "1"), "k3", "r"));
    }

    @Test
    void whereAllOfThemRunTheNextIs429() {
        for (int i = 0; i < Replays.KEYS_OF_ONE; i++) {
            assertNull(replays.begin(ALICE, "k" + i, "r"));
        }
        assertEquals(429, refused(ALICE, "more", "r"));
    }

    @Test
    void allAnswersTogetherAreBounded() {
        int fit = Replays.TOTAL / Replays.LARGEST;
        for (int i = 0; i <= fit; i++) {
            Principal principal = new Principal("p" + i % 4, Role.OPERATOR, "1");
            done(principal, "k" + i, new Answer(200, "application/json", null, new byte[Replays.LARGEST]));
        }
        assertNull(replays.begin(new Principal("p0", Role.OPERATOR, "1"), "k0", "r"));
        assertEquals(
                200,
                replays.begin(new Principal("p1", Role.OPERATOR, "1"), "k1", "r")
                        .status());
    }

    @Test
    void aKeyIsVisibleAsciiUpTo255() {
        for (String wrong : List.of("", "a b", "a\tb", "ä", "k".repeat(256))) {
            assertEquals(400, refused(ALICE, wrong, "r"), wrong);
        }
        assertNull(replays.begin(ALICE, "k".repeat(255), "r"));
    }
}
