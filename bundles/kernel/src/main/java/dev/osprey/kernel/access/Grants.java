package dev.osprey.kernel.access;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.osprey.access.Grant;
import dev.osprey.access.Permission;
import dev.osprey.kernel.glob.Glob;
import dev.osprey.store.Documents;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people granted, in the document {@code grants}. This class is threadsafe: readers see one immutable state. */
final class Grants {

    private static final Logger LOG = LoggerFactory.getLogger(Grants.class);
    private static final int MOST = 5_000;
    private static final int LONGEST = 255;
    private static final Comparator<Grant> ORDER = Comparator.comparing(Grant::principal)
            .thenComparing(Grant::permission)
            .thenComparing(Grant::resource);

    private final AccessDocument<List<Map<String, String>>> document;
    private final AtomicLong changes = new AtomicLong();
    private volatile Map<String, List<Rule>> byPrincipal = Map.of();

    Grants(Documents documents) {
        document = new AccessDocument<>(documents, "grants", new TypeReference<>() {});
        List<Grant> stored = new ArrayList<>();
        document.load().ifPresent(rows -> rows.forEach(row -> restore(row, stored)));
        byPrincipal = index(stored);
    }

    private static void restore(Map<String, String> row, List<Grant> into) {
        try {
            into.add(checked(row.get("principal"), permission(row.get("permission")), row.get("resource")));
        } catch (IllegalArgumentException e) {
            LOG.error("A stored grant is not in force; grant it anew: {}", e.getMessage());
        }
    }

    boolean allow(String principal, Permission permission, String resource) {
        return byPrincipal.getOrDefault(principal, List.of()).stream()
                .anyMatch(rule -> rule.allows(permission, resource));
    }

    /** @return false if it was there */
    synchronized boolean add(String principal, Permission permission, String resource) {
        Grant grant = checked(principal, permission, resource);
        List<Grant> all = all();
        if (all.contains(grant)) {
            return false;
        }
        if (all.size() >= MOST) {
            throw new IllegalArgumentException("There are " + MOST
                    + " grants, which is the most; revoke those that nobody needs, or use a glob for several");
        }
        all.add(grant);
        document.save(rows(all));
        replace(all);
        return true;
    }

    /** @return false if there was none */
    synchronized boolean remove(String principal, Permission permission, String resource) {
        List<Grant> all = all();
        if (!all.remove(new Grant(principal, permission, resource))) {
            return false;
        }
        // Before the document: the grant ends now, even if the disk refuses to remember it.
        replace(all);
        document.save(rows(all));
        return true;
    }

    List<Grant> all() {
        return byPrincipal.values().stream()
                .flatMap(List::stream)
                .map(Rule::grant)
                .distinct()
                .sorted(ORDER)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Grows with each change. */
    long changes() {
        return changes.get();
    }

    private void replace(List<Grant> all) {
        byPrincipal = index(all);
        changes.incrementAndGet();
    }

    private static Map<String, List<Rule>> index(List<Grant> all) {
        return all.stream().map(Rule::of).collect(Collectors.groupingBy(rule -> rule.grant()
                .principal()));
    }

    private static List<Map<String, String>> rows(List<Grant> all) {
        return all.stream()
                .sorted(ORDER)
                .map(grant -> Map.of(
                        "principal", grant.principal(),
                        "permission", grant.permission().key(),
                        "resource", grant.resource()))
                .toList();
    }

    private static Grant checked(String principal, Permission permission, String resource) {
        if (permission == null || Permissions.NOT_GRANTABLE.contains(permission)) {
            throw new IllegalArgumentException("The permission " + (permission == null ? null : permission.key())
                    + " cannot be granted; it belongs to the role ADMIN alone");
        }
        if (resource == null
                || resource.isEmpty()
                || resource.length() > LONGEST
                || resource.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("The resource " + Names.printable(resource)
                    + " is not allowed; give a glob of 1 to " + LONGEST + " characters without control characters");
        }
        return new Grant(Names.check(principal), permission, resource);
    }

    private static Permission permission(String key) {
        return Arrays.stream(Permission.values())
                .filter(permission -> permission.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown permission " + Names.printable(key)));
    }

    /** A grant with its glob compiled, since access is asked for each request. */
    private record Rule(Grant grant, Glob glob) {

        static Rule of(Grant grant) {
            return new Rule(grant, Glob.compile(grant.resource()));
        }

        boolean allows(Permission permission, String resource) {
            return grant.permission() == permission && glob.matches(resource);
        }
    }
}
