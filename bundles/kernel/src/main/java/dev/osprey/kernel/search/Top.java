package dev.osprey.kernel.search;

import dev.osprey.search.Findable;
import dev.osprey.search.Hit;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The best so many hits. Confined to one thread. */
final class Top {

    /** Best first; of equal ones by kind and id. */
    static final Comparator<Hit> ORDER = Comparator.comparingDouble(Hit::score)
            .reversed()
            .thenComparing(hit -> hit.item().kind())
            .thenComparing(hit -> hit.item().id());

    private final int most;
    private final PriorityQueue<Hit> worstFirst = new PriorityQueue<>(ORDER.reversed());

    Top(int most) {
        this.most = most;
    }

    void add(Findable item, double score) {
        if (worstFirst.size() < most || before(item, score, worstFirst.peek())) {
            add(Plain.of(new Hit(item, score)));
        }
    }

    /** Asked of everything that fits, so it makes no object. */
    private static boolean before(Findable item, double score, Hit hit) {
        if (score != hit.score()) {
            return score > hit.score();
        }
        int byKind = item.kind().compareTo(hit.item().kind());
        return byKind < 0 || byKind == 0 && item.id().compareTo(hit.item().id()) < 0;
    }

    private void add(Hit hit) {
        worstFirst.add(hit);
        if (worstFirst.size() > most) {
            worstFirst.poll();
        }
    }

    void addAll(Top other) {
        other.worstFirst.forEach(this::add);
    }

    List<Hit> hits() {
        return worstFirst.stream().sorted(ORDER).toList();
    }
}
