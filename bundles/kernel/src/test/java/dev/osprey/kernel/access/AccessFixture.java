package dev.osprey.kernel.access;

import dev.osprey.access.Principal;
import dev.osprey.kernel.store.FileDocuments;
import dev.osprey.kernel.system.Homes;
import dev.osprey.store.Documents;
import dev.osprey.system.Home;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Access control on real files, with a clock of its own; made anew on the same folder it is a restart. */
final class AccessFixture {

    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    final AtomicLong nanos = new AtomicLong();
    final List<String> audit = new CopyOnWriteArrayList<>();
    final List<Principal> ended = new CopyOnWriteArrayList<>();
    final Home home;
    final Documents documents;
    final HashedCredentials credentials;
    final TableAccessControl access;

    AccessFixture(Path folder) {
        home = Homes.in(folder);
        documents = new FileDocuments(home);
        credentials = new HashedCredentials(
                new AdminSecret(home.secrets()), documents, nanos::get, Clock.fixed(NOW, ZoneOffset.UTC));
        credentials.onRevoked(ended::add);
        access = new TableAccessControl(
                credentials,
                documents,
                (principal, door, action, resource, outcome) ->
                        audit.add(principal.name() + " " + door + " " + action + " " + resource + " " + outcome));
    }

    Path adminToken() {
        return home.secrets().resolve("admin.token");
    }
}
