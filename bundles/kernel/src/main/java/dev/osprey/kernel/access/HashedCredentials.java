package dev.osprey.kernel.access;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.osprey.access.Credentials;
import dev.osprey.access.Principal;
import dev.osprey.access.Role;
import dev.osprey.access.TokenInfo;
import dev.osprey.store.Documents;
import dev.osprey.system.Home;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tokens by their hash: modules' in memory, since each spawn gets a new one; people's in the document {@code tokens}; the
 * administrator's in its file. This class is threadsafe: look-ups take no lock, changes take turns.
 */
@Component(
        immediate = true,
        service = {Credentials.class, HashedCredentials.class})
public final class HashedCredentials implements Credentials {

    private static final Logger LOG = LoggerFactory.getLogger(HashedCredentials.class);

    private final AdminSecret admin;
    private final Clock clock;
    private final AccessDocument<Map<String, Map<String, Object>>> document;
    private final Tickets tickets;
    private final TokenTable table = new TokenTable();
    private final List<Consumer<Principal>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicLong changes = new AtomicLong();
    /** Held while tokens change; never while listeners run. */
    private final Object changing = new Object();

    @Activate
    public HashedCredentials(@Reference Home home, @Reference Documents documents) {
        this(new AdminSecret(home.secrets()), documents, System::nanoTime, Clock.systemUTC());
    }

    HashedCredentials(AdminSecret admin, Documents documents, LongSupplier nanos, Clock clock) {
        this.admin = admin;
        this.clock = clock;
        this.document = new AccessDocument<>(documents, "tokens", new TypeReference<>() {});
        this.tickets = new Tickets(nanos);
        document.load().ifPresent(people -> people.forEach(this::restore));
        admin.load().ifPresent(token -> table.put(Names.ADMIN, Role.ADMIN, Secrets.hash(token), admin.since()));
        LOG.info("Credentials of {} people are in force", table.people().size() + 1);
    }

    private void restore(String name, Map<String, Object> entry) {
        try {
            Role role = Role.valueOf(String.valueOf(entry.get("role")));
            String hash = String.valueOf(entry.get("sha256"));
            if (role == Role.MODULE
                    || role == Role.LOCAL
                    || !hash.matches("[0-9a-f]{64}")
                    || table.takenByOther(name, hash)) {
                throw new IllegalArgumentException("role " + role + " or its hash cannot be right");
            }
            table.put(Names.free(name), role, hash, time(entry.get("issued_at")));
        } catch (IllegalArgumentException e) {
            LOG.error("The token of {} is not in force; issue a new one: {}", Names.printable(name), e.getMessage());
        }
    }

    /** Documents of older versions have no time. */
    private static Instant time(Object text) {
        try {
            return text == null ? null : Instant.parse(text.toString());
        } catch (DateTimeException e) {
            return null;
        }
    }

    @Override
    public Optional<Principal> authenticate(String token) {
        return table.find(token);
    }

    @Override
    public String issue(String name, Role role) {
        Optional<Principal> ended;
        String token;
        Instant now = clock.instant();
        synchronized (changing) {
            if (Names.ADMIN.equals(name) && role == Role.ADMIN) {
                token = admin.renew();
                ended = table.put(name, role, Secrets.hash(token), now);
            } else {
                checkIssue(Names.free(name), role);
                token = Secrets.random();
                if (role != Role.MODULE) {
                    Map<String, Map<String, Object>> people = table.people();
                    people.put(name, TokenTable.document(role, Secrets.hash(token), now));
                    document.save(people);
                }
                ended = table.put(name, role, Secrets.hash(token), now);
            }
        }
        changed(ended.map(List::of).orElse(List.of()));
        return token;
    }

    private void checkIssue(String name, Role role) {
        if (role == Role.LOCAL) {
            throw new IllegalArgumentException(
                    "The role LOCAL is for who has no token; choose VIEWER, OPERATOR, ADMIN or MODULE");
        }
        Optional<Principal> holder = table.named(name);
        holder.ifPresent(present -> {
            if ((present.role() == Role.MODULE) != (role == Role.MODULE)) {
                throw new IllegalArgumentException("The name " + name + " belongs to a "
                        + (role == Role.MODULE ? "person" : "module") + "; choose another, or revoke it first");
            }
        });
        table.checkRoom(holder.isPresent() ? 0 : 1);
    }

    @Override
    public void accept(Map<String, String> tokens) {
        List<Principal> ended = new ArrayList<>();
        synchronized (changing) {
            Map<String, String> hashes = checkAccept(tokens);
            hashes.forEach((name, hash) -> {
                if (!table.holds(name, Role.MODULE, hash)) {
                    table.put(name, Role.MODULE, hash, clock.instant()).ifPresent(ended::add);
                }
            });
        }
        changed(ended);
    }

    private Map<String, String> checkAccept(Map<String, String> tokens) {
        Map<String, String> hashes = new HashMap<>();
        Set<String> distinct = new HashSet<>();
        tokens.forEach((name, token) -> {
            if (table.named(Names.free(name))
                    .filter(p -> p.role() != Role.MODULE)
                    .isPresent()) {
                throw new IllegalArgumentException("The name " + name + " belongs to a person; choose another");
            }
            if (!Secrets.wellFormed(token)) {
                throw new IllegalArgumentException("The token of " + name + " has "
                        + (token == null ? 0 : token.length())
                        + " characters or some that are not visible ASCII; send 32 to 512 such characters");
            }
            String hash = Secrets.hash(token);
            if (!distinct.add(hash) || table.takenByOther(name, hash)) {
                throw new IllegalArgumentException(
                        "The token of " + name + " is also somebody else's; make a random one for each name");
            }
            hashes.put(name, hash);
        });
        table.checkRoom(hashes.keySet().stream()
                .filter(name -> table.named(name).isEmpty())
                .count());
        return hashes;
    }

    @Override
    public boolean revoke(String name) {
        if (Names.ADMIN.equals(name)) {
            throw new IllegalArgumentException("The token of admin cannot be revoked, only renewed: issue a new one");
        }
        Optional<Principal> ended = Optional.empty();
        try {
            synchronized (changing) {
                ended = table.remove(name);
                // After the table: the token ends now, even if the disk refuses to remember it.
                if (ended.filter(p -> p.role() != Role.MODULE).isPresent()) {
                    document.save(table.people());
                }
            }
        } finally {
            changed(ended.map(List::of).orElse(List.of()));
        }
        return ended.isPresent();
    }

    @Override
    public List<TokenInfo> tokens() {
        return table.infos();
    }

    @Override
    public String ticket(Principal principal) {
        if (!valid(principal)) {
            throw new IllegalArgumentException(
                    "The credential of " + principal.name() + " has ended; log in again to get a ticket");
        }
        return tickets.issue(principal);
    }

    @Override
    public Optional<Principal> redeem(String ticket) {
        return tickets.redeem(ticket).filter(this::valid);
    }

    /** In-JVM principals hang on no credential; all others on the one that they came with. */
    @Override
    public boolean valid(Principal principal) {
        return principal.incarnation().isEmpty() || principal.equals(Principal.SYSTEM) || table.valid(principal);
    }

    @Override
    public Handle onRevoked(Consumer<Principal> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Grows with each change. */
    long changes() {
        return changes.get();
    }

    private void changed(List<Principal> ended) {
        changes.incrementAndGet();
        for (Principal principal : ended) {
            for (Consumer<Principal> listener : listeners) {
                try {
                    listener.accept(principal);
                } catch (RuntimeException e) {
                    LOG.error("{} failed when the token of {} ended", listener.getClass(), principal.name(), e);
                }
            }
        }
    }
}
