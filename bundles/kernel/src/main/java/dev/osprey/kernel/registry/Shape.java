package dev.osprey.kernel.registry;

import dev.osprey.kernel.glob.Glob;
import java.util.Arrays;

/** The paths of a document's leaves, sorted; a path may stand there twice where keys hold dots. Immutable. */
final class Shape {

    /** Of documents whose paths would take far more memory than they do: these are walked at each look-up. */
    static final Shape LOOSE = new Shape(new String[0]);

    private static final int[] NOWHERE = {};

    private final String[] paths;
    private final int hash;

    Shape(String[] paths) {
        this.paths = paths;
        this.hash = Arrays.hashCode(paths);
    }

    int size() {
        return paths.length;
    }

    String path(int place) {
        return paths[place];
    }

    /** Where the path stands first; negative if nowhere. */
    int find(String path) {
        int place = Arrays.binarySearch(paths, path);
        while (place > 0 && paths[place - 1].equals(path)) {
            place--;
        }
        return place;
    }

    /** Places of the paths that match, in order. */
    int[] places(Glob field) {
        if (!field.literal()) {
            int[] places = new int[paths.length];
            int count = 0;
            for (int place = 0; place < paths.length; place++) {
                if (field.matches(paths[place])) {
                    places[count++] = place;
                }
            }
            return Arrays.copyOf(places, count);
        }
        int from = find(field.prefix());
        if (from < 0) {
            return NOWHERE;
        }
        int to = from + 1;
        while (to < paths.length && paths[to].equals(field.prefix())) {
            to++;
        }
        int[] places = new int[to - from];
        Arrays.setAll(places, i -> from + i);
        return places;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Shape shape && hash == shape.hash && Arrays.equals(paths, shape.paths);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return this == LOOSE ? "loose" : String.join(" ", paths);
    }
}
