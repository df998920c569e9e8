package dev.osprey.kernel.search;

import dev.osprey.search.Findable;
import java.util.List;
import java.util.Map;

/** One word of a search. */
interface Term {

    int NO = -1;

    /** Weights of the places where a word may stand. */
    int NAME = 5;

    int ID = 4;
    int TAG = 3;
    int DESCRIPTION = 2;
    int VALUE = 1;

    /** How well it fits, or {@link #NO}. */
    int score(Findable item);

    /** Whether something of this kind could fit. */
    default boolean admits(String kind) {
        return true;
    }

    /** A word that may stand anywhere. */
    static Term anywhere(Fit fit) {
        return item -> {
            int best = Math.max(NAME * fit.of(item.name()), ID * fit.of(item.id()));
            for (String tag : item.tags()) {
                best = Math.max(best, TAG * fit.of(tag));
            }
            best = Math.max(best, DESCRIPTION * fit.of(item.description()));
            if (best < VALUE * Fit.EXACT) {
                best = Math.max(best, VALUE * inValues(fit, item.fields()));
            }
            return best == 0 ? NO : best;
        };
    }

    private static int inValues(Fit fit, Map<String, Object> fields) {
        if (fields == null || fields.isEmpty()) {
            return Fit.NONE;
        }
        int[] best = {Fit.NONE};
        Leaves.any(fields, leaf -> {
            best[0] = Math.max(best[0], fit.of(Leaves.text(leaf)));
            return best[0] == Fit.EXACT;
        });
        return best[0];
    }

    /** A word for one field, or for one of the parts that everything has. */
    static Term of(String field, FoldedGlob value) {
        return switch (Fold.of(field)) {
            case "kind" -> new OfKind(value);
            case "id" -> item -> weighed(ID, value.of(item.id()));
            case "name" -> item -> weighed(NAME, value.of(item.name()));
            case "description" -> item -> weighed(DESCRIPTION, value.of(item.description()));
            case "tag", "tags" ->
                item -> weighed(
                        TAG, item.tags().stream().mapToInt(value::of).max().orElse(Fit.NONE));
            default -> inField(field, value);
        };
    }

    private static Term inField(String field, FoldedGlob value) {
        int score = weighed(VALUE, value.literal() ? Fit.EXACT : Fit.INSIDE);
        if (FoldedGlob.wild(field)) {
            FoldedGlob path = new FoldedGlob(field);
            return item -> Leaves.anyWithPath(
                            item.fields(),
                            (at, leaf) -> value.of(Leaves.text(leaf)) != Fit.NONE && path.of(at.toString()) != Fit.NONE)
                    ? score
                    : NO;
        }
        return item -> Leaves.anyAt(item.fields(), field, node -> fits(value, node)) ? score : NO;
    }

    /** A list fits if one of its items does. */
    private static boolean fits(FoldedGlob value, Object node) {
        if (value.everything() || !Leaves.nested(node)) {
            return value.of(Leaves.text(node)) != Fit.NONE;
        }
        return node instanceof List<?> list
                && list.stream().anyMatch(item -> !Leaves.nested(item) && value.of(Leaves.text(item)) != Fit.NONE);
    }

    private static int weighed(int place, int fit) {
        return fit == Fit.NONE ? NO : place * fit;
    }

    /** Its kind; counts nothing, since it says nothing of how well the rest fits. */
    record OfKind(FoldedGlob kind) implements Term {
        @Override
        public int score(Findable item) {
            return admits(item.kind()) ? 0 : NO;
        }

        @Override
        public boolean admits(String one) {
            return kind.of(one) != Fit.NONE;
        }
    }

    /** The opposite; counts nothing. */
    record Not(Term term) implements Term {
        @Override
        public int score(Findable item) {
            return term.score(item) == NO ? 0 : NO;
        }

        @Override
        public boolean admits(String kind) {
            return !(term instanceof OfKind) || !term.admits(kind);
        }
    }
}
