package dev.osprey.shell.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table for people: aligned by what is seen. Where the screen is too narrow for it, empty columns are left out and the widest ones
 * wrap, between words as long as that is enough.
 */
final class Table {

    private static final String BETWEEN = " | ";
    private static final int NARROWEST = 8;

    /** A longer word may be broken to make room for another column. */
    private static final int LONGEST_WORD = 24;

    private final List<List<Cell>> rows = new ArrayList<>();
    private final int columns;

    Table(List<String> titles) {
        columns = titles.size();
        add(titles.stream().map(Cell::plain).toList());
    }

    void add(List<Cell> row) {
        rows.add(row);
    }

    /** @param screen how many characters a line may have; 0 for any number */
    List<String> lines(int screen, boolean coloured) {
        int[] widths = fitting(screen == 0 ? Integer.MAX_VALUE : screen);
        List<String> lines = new ArrayList<>();
        for (List<Cell> row : rows) {
            print(row, widths, coloured, lines);
            if (lines.size() == 1) {
                lines.add(Arrays.stream(widths)
                        .filter(width -> width > 0)
                        .mapToObj("-"::repeat)
                        .collect(Collectors.joining("-+-")));
            }
        }
        return lines;
    }

    /** The widths of the columns; 0 for one that is left out. */
    private int[] fitting(int screen) {
        int[] widths = measured(Wrapping::longestLine);
        if (total(widths) <= screen) {
            return widths;
        }
        for (int i = 0; i < columns; i++) {
            widths[i] = empty(i) ? 0 : widths[i];
        }
        shrink(widths, measured(text -> Math.min(LONGEST_WORD, Wrapping.longestWord(text))), screen);
        shrink(widths, measured(Wrapping::longestPiece), screen);
        shrink(widths, new int[columns], screen);
        return widths;
    }

    private boolean empty(int column) {
        return rows.size() > 1
                && rows.stream().skip(1).allMatch(row -> row.get(column).text().isEmpty());
    }

    private static void shrink(int[] widths, int[] least, int screen) {
        for (int over = total(widths) - screen; over > 0; over--) {
            int widest = IntStream.range(0, widths.length)
                    .filter(i -> widths[i] > Math.max(NARROWEST, least[i]))
                    .reduce((a, b) -> widths[b] >= widths[a] ? b : a)
                    .orElse(-1);
            if (widest < 0) {
                return;
            }
            widths[widest]--;
        }
    }

    private int[] measured(ToIntFunction<String> longest) {
        return IntStream.range(0, columns)
                .map(column -> rows.stream()
                        .mapToInt(row -> longest.applyAsInt(row.get(column).text()))
                        .max()
                        .orElse(0))
                .toArray();
    }

    private static int total(int[] widths) {
        int shown = (int) Arrays.stream(widths).filter(width -> width > 0).count();
        return Arrays.stream(widths).sum() + BETWEEN.length() * (shown - 1);
    }

    private void print(List<Cell> row, int[] widths, boolean coloured, List<String> lines) {
        int[] shown = IntStream.range(0, columns).filter(i -> widths[i] > 0).toArray();
        List<List<String>> cells = Arrays.stream(shown)
                .mapToObj(i -> Wrapping.lines(row.get(i).text(), widths[i]))
                .toList();
        int height = cells.stream().mapToInt(List::size).max().orElse(0);
        for (int line = 0; line < height; line++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < shown.length; i++) {
                String part = line < cells.get(i).size() ? cells.get(i).get(line) : "";
                text.append(i == 0 ? "" : BETWEEN)
                        .append(coloured ? row.get(shown[i]).coloured(part) : part)
                        .append(" ".repeat(Math.max(0, widths[shown[i]] - part.length())));
            }
            lines.add(text.toString().stripTrailing());
        }
    }
}
