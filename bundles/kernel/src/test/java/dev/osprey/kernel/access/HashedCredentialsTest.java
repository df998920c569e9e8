package dev.osprey.kernel.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.osprey.access.Credentials;
import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.store.DocumentException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class HashedCredentialsTest {

    private static final String OTHER = "0123456789abcdef".repeat(4);

    @TempDir
    Path folder;

    private AccessFixture osprey;

    @BeforeEach
    void start() {
        osprey = new AccessFixture(folder);
    }

    private Optional<String> name(String token) {
        return osprey.credentials.authenticate(token).map(Principal::name);
    }

    @Test
    void theFirstStartMakesAnAdminTokenThatStays() throws IOException {
        String content = Files.readString(osprey.adminToken());
        assertTrue(content.matches("[0-9a-f]{64}\n"), "form of the token");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(osprey.adminToken())));
        Principal admin = osprey.credentials.authenticate(content.strip()).orElseThrow();
        assertEquals("admin", admin.name());
        assertEquals(Role.ADMIN, admin.role());
        start();
        assertEquals(content, Files.readString(osprey.adminToken()));
        assertEquals(Optional.of("admin"), name(content.strip()));
    }

    @Test
    void theAdminFileIsTheTruth() throws IOException {
        String old = Files.readString(osprey.adminToken()).strip();
        Files.writeString(osprey.adminToken(), " " + OTHER + "\r\n\n");
        Files.setPosixFilePermissions(osprey.adminToken(), PosixFilePermissions.fromString("rw-r--r--"));
        start();
        assertEquals(Optional.empty(), name(old));
        assertEquals(Optional.of("admin"), name(OTHER));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(osprey.adminToken())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "short", "0123456789 0123456789 0123456789 0123456789"})
    void anUnusableAdminFileMakesNobodyAdmin(String content) throws IOException {
        Files.writeString(osprey.adminToken(), content);
        start();
        assertEquals(Optional.empty(), name(content.strip()));
        assertEquals(content, Files.readString(osprey.adminToken()));
    }

    @Test
    void aNewTokenEndsTheOldOne() {
        String first = osprey.credentials.issue("mod", Role.MODULE);
        assertTrue(first.matches("[0-9a-f]{64}"));
        Principal before = osprey.credentials.authenticate(first).orElseThrow();
        assertTrue(osprey.credentials.valid(before));
        String second = osprey.credentials.issue("mod", Role.MODULE);
        assertNotEquals(first, second);
        assertEquals(Optional.empty(), name(first));
        assertFalse(osprey.credentials.valid(before));
        assertEquals(List.of(before), osprey.ended);
        Principal after = osprey.credentials.authenticate(second).orElseThrow();
        assertNotEquals(before.incarnation(), after.incarnation());
        assertTrue(osprey.credentials.revoke("mod"));
        assertFalse(osprey.credentials.revoke("mod"));
        assertFalse(osprey.credentials.valid(after));
        assertEquals(List.of(before, after), osprey.ended);
    }

    @Test
    void peopleSurviveARestartAndModulesDoNot() {
        String alice = osprey.credentials.issue("alice", Role.OPERATOR);
        String bob = osprey.credentials.issue("bob", Role.VIEWER);
        String module = osprey.credentials.issue("mod", Role.MODULE);
        osprey.credentials.revoke("bob");
        start();
        assertEquals(
                Role.OPERATOR,
                osprey.credentials.authenticate(alice).orElseThrow().role());
        assertEquals(Optional.empty(), name(bob));
        assertEquals(Optional.empty(), name(module));
    }

    @Test
    void noTokenStandsInAnyFileButTheAdminsOwn() throws IOException {
        List<String> tokens = List.of(
                osprey.credentials.issue("alice", Role.OPERATOR),
                osprey.credentials.issue("mod", Role.MODULE),
                osprey.credentials.ticket(Principal.SYSTEM),
                Files.readString(osprey.adminToken()).strip());
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = Files.readString(file);
                assertTrue(
                        file.equals(osprey.adminToken()) || tokens.stream().noneMatch(content::contains),
                        file.toString());
            }
        }
    }

    @Test
    void damagedTokensLetNobodyInAndAreNotOverwritten() throws IOException {
        String alice = osprey.credentials.issue("alice", Role.ADMIN);
        Path file = osprey.home.data().resolve("documents/tokens.doc");
        byte[] damaged = Files.readAllBytes(file);
        damaged[damaged.length - 3] ^= 1;
        Files.write(file, damaged);
        start();
        assertEquals(Optional.empty(), name(alice));
        assertEquals(
                Optional.of("admin"), name(Files.readString(osprey.adminToken()).strip()));
        assertThrows(DocumentException.class, () -> osprey.credentials.issue("bob", Role.VIEWER));
        assertEquals(damaged.length, Files.size(file));
        assertEquals(Optional.of("mod"), name(osprey.credentials.issue("mod", Role.MODULE)));
    }

    @Test
    void aDocumentOfAnotherFormIsNotOverwrittenEither() {
        byte[] foreign = "[\"what is this\"]".getBytes(StandardCharsets.UTF_8);
        osprey.documents.write("tokens", foreign, 0);
        start();
        assertThrows(DocumentException.class, () -> osprey.credentials.issue("bob", Role.VIEWER));
        assertEquals(1, osprey.documents.read("tokens").orElseThrow().version());
    }

    @Test
    void aTokenEndsAtOnceEvenIfTheDiskRefuses() throws IOException {
        String alice = osprey.credentials.issue("alice", Role.VIEWER);
        Files.write(osprey.home.data().resolve("documents/tokens.doc"), new byte[] {1});
        assertThrows(DocumentException.class, () -> osprey.credentials.revoke("alice"));
        assertEquals(Optional.empty(), name(alice));
        assertEquals(1, osprey.ended.size());
    }

    @Test
    void aDocumentThatNamesOspreysOwnNamesIsNotBelieved() {
        osprey.documents.write(
                "tokens",
                ("{\"registry\":{\"role\":\"ADMIN\",\"sha256\":\"" + Secrets.hash(OTHER) + "\"},"
                                + "\"m\":{\"role\":\"MODULE\",\"sha256\":\"" + Secrets.hash("x".repeat(32)) + "\"}}")
                        .getBytes(StandardCharsets.UTF_8),
                0);
        start();
        assertEquals(Optional.empty(), name(OTHER));
        assertEquals(Optional.empty(), name("x".repeat(32)));
    }

    @Test
    void acceptsModulesTokensAsTheyAre() {
        osprey.credentials.accept(Map.of("one", OTHER, "two", "x".repeat(32)));
        Principal one = osprey.credentials.authenticate(OTHER).orElseThrow();
        assertEquals(new Principal("one", Role.MODULE, one.incarnation()), one);
        osprey.credentials.accept(Map.of("one", OTHER));
        assertTrue(osprey.credentials.valid(one), "the same token again is the same incarnation");
        osprey.credentials.accept(Map.of("one", "y".repeat(32)));
        assertFalse(osprey.credentials.valid(one));
        assertEquals(List.of(one), osprey.ended);
    }

    @ParameterizedTest
    @ValueSource(strings = {"launcher", "registry", "event_hub", "osprey", "admin", "alice", "", "a/b", "a b", "ä"})
    void namesThatAreNotModulesAreRefusedAndThenNoneIsTaken(String name) {
        osprey.credentials.issue("alice", Role.VIEWER);
        Map<String, String> tokens = Map.of("good", OTHER, name, "x".repeat(64));
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> osprey.credentials.accept(tokens));
        assertTrue(e.getMessage().contains(name), e.getMessage());
        assertFalse(e.getMessage().contains("xxxx"), "the token stays out of the message");
        assertEquals(Optional.empty(), name(OTHER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0123456789012345678901234567890",
                "0123456789abcdef 0123456789abcdef",
                "ääääääääääääääääääääääääääääääääää"
            })
    void weakTokensAreRefused(String token) {
        assertThrows(IllegalArgumentException.class, () -> osprey.credentials.accept(Map.of("mod", token)));
    }

    @Test
    void oneTokenBelongsToOneName() {
        osprey.credentials.accept(Map.of("one", OTHER));
        assertThrows(IllegalArgumentException.class, () -> osprey.credentials.accept(Map.of("two", OTHER)));
        assertThrows(
                IllegalArgumentException.class,
                () -> osprey.credentials.accept(Map.of("three", "x".repeat(32), "four", "x".repeat(32))));
        assertEquals(Optional.of("one"), name(OTHER));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "x", "\u0000", "ä"})
    void whatIsNoTokenIsNobodys(String token) {
        assertEquals(Optional.empty(), name(token));
        assertEquals(Optional.empty(), osprey.credentials.redeem(token));
        assertEquals(Optional.empty(), name("x".repeat(100_000)));
    }

    @Test
    void personsAndModulesDoNotTakeEachOthersNames() {
        osprey.credentials.issue("alice", Role.VIEWER);
        assertThrows(IllegalArgumentException.class, () -> osprey.credentials.issue("alice", Role.MODULE));
        osprey.credentials.issue("mod", Role.MODULE);
        assertThrows(IllegalArgumentException.class, () -> osprey.credentials.issue("mod", Role.ADMIN));
        assertThrows(IllegalArgumentException.class, () -> osprey.credentials.issue("registry", Role.MODULE));
        assertThrows(IllegalArgumentException.class, () -> osprey.credentials.issue("admin", Role.VIEWER));
        assertThrows(IllegalArgumentException.class, () -> osprey.credentials.issue("carl", Role.LOCAL));
        assertThrows(IllegalArgumentException.class, () -> osprey.credentials.issue("local", Role.MODULE));
    }

    @Test
    void theAdminTokenIsRenewedInItsFileAndNeverRevoked() throws IOException {
        String old = Files.readString(osprey.adminToken()).strip();
        String renewed = osprey.credentials.issue("admin", Role.ADMIN);
        assertEquals(renewed + "\n", Files.readString(osprey.adminToken()));
        assertEquals(Optional.empty(), name(old));
        assertThrows(IllegalArgumentException.class, () -> osprey.credentials.revoke("admin"));
        assertEquals(Optional.of("admin"), name(renewed));
    }

    @Test
    void ticketsAreGoodOnceAndWhileTheirOwnerIs() {
        Principal alice = osprey.credentials
                .authenticate(osprey.credentials.issue("alice", Role.VIEWER))
                .orElseThrow();
        String ticket = osprey.credentials.ticket(alice);
        assertEquals(Optional.empty(), name(ticket), "a ticket is no token");
        assertEquals(Optional.of(alice), osprey.credentials.redeem(ticket));
        assertEquals(Optional.empty(), osprey.credentials.redeem(ticket));
        String late = osprey.credentials.ticket(alice);
        osprey.nanos.addAndGet(30_000_000_000L);
        assertEquals(Optional.empty(), osprey.credentials.redeem(late));
        String orphan = osprey.credentials.ticket(alice);
        osprey.credentials.revoke("alice");
        assertEquals(Optional.empty(), osprey.credentials.redeem(orphan));
        assertThrows(IllegalArgumentException.class, () -> osprey.credentials.ticket(alice));
    }

    @Test
    void aFailingListenerDoesNotKeepOthersFromHearing() throws Exception {
        AccessFixture fresh = new AccessFixture(folder.resolve("other"));
        Credentials.Handle handle = fresh.credentials.onRevoked(principal -> {
            throw new IllegalStateException("on purpose");
        });
        List<Principal> heard = new java.util.ArrayList<>();
        fresh.credentials.onRevoked(heard::add);
        fresh.credentials.issue("mod", Role.MODULE);
        fresh.credentials.issue("mod", Role.MODULE);
        assertEquals(1, heard.size());
        handle.close();
    }
}
