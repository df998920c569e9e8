package dev.osprey.kernel.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.osprey.access.Permission;
import dev.osprey.access.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AccessPageTest {

    private static final List<Role> COLUMNS = List.of(Role.VIEWER, Role.OPERATOR, Role.ADMIN, Role.MODULE, Role.LOCAL);

    @Test
    void thePageForPeopleShowsTheTableThatDecides() throws IOException {
        Map<String, String> page = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("..", "..", "docs", "access.md"))) {
            String[] cells = line.split("\\|");
            if (cells.length > COLUMNS.size() + 1 && cells[1].strip().matches("`[a-z.]+`")) {
                StringBuilder row = new StringBuilder();
                for (int i = 0; i < COLUMNS.size(); i++) {
                    row.append(cells[i + 2].strip()).append(' ');
                }
                page.put(cells[1].strip().replace("`", ""), row.toString());
            }
        }
        Map<String, String> table = new TreeMap<>();
        for (Permission permission : Permission.values()) {
            StringBuilder row = new StringBuilder();
            for (Role role : COLUMNS) {
                row.append(cell(role, permission)).append(' ');
            }
            table.put(permission.key(), row.toString());
        }
        assertEquals(table.toString().replace(",", "\n"), page.toString().replace(",", "\n"));
    }

    private static String cell(Role role, Permission permission) {
        if (role == Role.LOCAL) {
            List<String> listed = Permissions.LOCAL.getOrDefault(permission, List.of());
            return listed.isEmpty() ? "no" : "`" + String.join("` `", listed) + "`";
        }
        if (!Permissions.has(role, permission, "me", "me")) {
            return role == Role.MODULE && !Permissions.NOT_GRANTABLE.contains(permission) ? "grant" : "no";
        }
        return Permissions.has(role, permission, "me", "other") ? "yes" : "own";
    }
}
