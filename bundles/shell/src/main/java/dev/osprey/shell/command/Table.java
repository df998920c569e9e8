package dev.osprey.shell.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A table for people: aligned by what is seen, wrapped inside its widest columns where the screen is too narrow for it. */
final class Table {

    private static final String BETWEEN = " | ";
    private static final int NARROWEST = 8;

    private final List<List<Cell>> rows = new ArrayList<>();
    private final int[] widths;

    Table(List<String> columns) {
        widths = new int[columns.size()];
        add(columns.stream().map(Cell::plain).toList());
    }

    void add(List<Cell> row) {
        for (int i = 0; i < widths.length; i++) {
            int longest =
                    row.get(i).text().lines().mapToInt(String::length).max().orElse(0);
            widths[i] = Math.max(widths[i], longest);
        }
        rows.add(row);
    }

    /** @param screen how many characters a line may have; 0 for any number */
    List<String> lines(int screen, boolean coloured) {
        fit(screen);
        List<String> lines = new ArrayList<>();
        for (List<Cell> row : rows) {
            print(row, coloured, lines);
            if (lines.size() == 1) {
                lines.add(Arrays.stream(widths).mapToObj("-"::repeat).collect(Collectors.joining("-+-")));
            }
        }
        return lines;
    }

    private void fit(int screen) {
        int over = Arrays.stream(widths).sum() + BETWEEN.length() * (widths.length - 1) - screen;
        for (; screen > 0 && over > 0; over--) {
            int widest = 0;
            for (int i = 1; i < widths.length; i++) {
                widest = widths[i] >= widths[widest] ? i : widest;
            }
            if (widths[widest] <= NARROWEST) {
                return;
            }
            widths[widest]--;
        }
    }

    private void print(List<Cell> row, boolean coloured, List<String> lines) {
        List<List<String>> cells = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            cells.add(wrap(row.get(i).text(), widths[i]));
        }
        int height = cells.stream().mapToInt(List::size).max().orElse(0);
        for (int line = 0; line < height; line++) {
            StringBuilder shown = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String text = line < cells.get(i).size() ? cells.get(i).get(line) : "";
                shown.append(i == 0 ? "" : BETWEEN)
                        .append(coloured ? row.get(i).coloured(text) : text)
                        .append(" ".repeat(Math.max(0, widths[i] - text.length())));
            }
            lines.add(shown.toString().stripTrailing());
        }
    }

    static List<String> wrap(String text, int width) {
        List<String> parts = new ArrayList<>();
        for (String line : text.lines().toList()) {
            String rest = line;
            while (rest.length() > width) {
                int blank = rest.lastIndexOf(' ', width);
                int cut = blank > 0 ? blank : Character.isHighSurrogate(rest.charAt(width - 1)) ? width - 1 : width;
                parts.add(rest.substring(0, cut));
                rest = rest.substring(blank > 0 ? cut + 1 : cut);
            }
            parts.add(rest);
        }
        return parts;
    }
}
