package dev.osprey.shell.command;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a person looks at.
 *
 * @param there whether there is one: a terminal that knows colours
 * @param width how many characters a line may have; 0 if that is not known
 * @param height how many lines it shows; 0 if that is not known
 */
record Screen(boolean there, int width, int height) {

    static final Screen NONE = new Screen(false, 0, 0);

    private static final Pattern WIDTH = Pattern.compile("[1-9][0-9]{1,4}");
    private static final String HOME = "\u001b[H";
    private static final String CLEAR = "\u001b[2J";
    private static final String REST_OF_LINE = "\u001b[K";
    private static final String REST_OF_SCREEN = "\u001b[J";

    /** None, but tables shall not be wider than this, if it is a number. */
    static Screen ofWidth(Object columns) {
        String text = String.valueOf(columns);
        return WIDTH.matcher(text).matches() ? new Screen(false, Integer.parseInt(text), 0) : NONE;
    }

    /**
     * What draws the text over the one before, without a flicker; what has no room is left out and counted.
     *
     * @param first whether it is the first one, which clears what else stands there
     */
    String over(String heading, String text, boolean first) {
        List<String> lines = text.lines().toList();
        int fit = fitting(lines);
        StringBuilder drawn = new StringBuilder(first ? CLEAR + HOME : HOME);
        drawn.append(heading).append(REST_OF_LINE).append('\n');
        lines.subList(0, fit)
                .forEach(line -> drawn.append(line).append(REST_OF_LINE).append('\n'));
        if (fit < lines.size()) {
            drawn.append("... and ").append(lines.size() - fit).append(" more lines");
            drawn.append(REST_OF_LINE).append('\n');
        }
        return drawn.append(REST_OF_SCREEN).toString();
    }

    private int fitting(List<String> lines) {
        int room = height == 0 ? Integer.MAX_VALUE : height - 2;
        int taken = 0;
        for (int i = 0; i < lines.size(); i++) {
            taken += rows(lines.get(i));
            if (taken > room) {
                return Math.max(0, i - 1);
            }
        }
        return lines.size();
    }

    private int rows(String line) {
        int seen = line.replaceAll("\u001b\\[[0-9;]*m", "").length();
        return width == 0 ? 1 : Math.max(1, (seen + width - 1) / width);
    }
}
