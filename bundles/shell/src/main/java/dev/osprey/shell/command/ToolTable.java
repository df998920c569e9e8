package dev.osprey.shell.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Calls a tool and shows the {@code items} of its answer: as a table for people, the whole answer for programs. */
final class ToolTable {

    private final String tool;
    private final String whenEmpty;
    private final List<String> titles = new ArrayList<>();
    private final List<Function<Map<String, Object>, Object>> cells = new ArrayList<>();
    private Comparator<Map<String, Object>> order = (one, other) -> 0;

    ToolTable(String tool, String whenEmpty) {
        this.tool = tool;
        this.whenEmpty = whenEmpty;
    }

    ToolTable column(String title, String name) {
        return column(title, item -> Values.shown(item.get(name)));
    }

    ToolTable column(String title, Function<Map<String, Object>, Object> cell) {
        titles.add(title);
        cells.add(cell);
        return this;
    }

    /** Shows people these first; equal ones stay in the tool's order. */
    ToolTable order(Comparator<Map<String, Object>> order) {
        this.order = order;
        return this;
    }

    /** @return the whole answer */
    Map<String, Object> show(Door door, Map<String, Object> input) {
        Map<String, Object> answer = door.ask(tool, input);
        if (door.output().json()) {
            door.output().document(answer);
        } else {
            rows(door.output(), Values.items(answer, "items"));
        }
        return answer;
    }

    /** Shows people these items. */
    void rows(Output output, List<Map<String, Object>> items) {
        List<List<Object>> rows = new ArrayList<>();
        for (Map<String, Object> item : items.stream().sorted(order).toList()) {
            List<Object> row = new ArrayList<>();
            cells.forEach(cell -> row.add(cell.apply(item)));
            rows.add(row);
        }
        output.table(titles, rows, whenEmpty);
    }
}
