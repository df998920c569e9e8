package dev.osprey.kernel.search;

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

    void add(Hit hit) {
        if (worstFirst.size() < most) {
            worstFirst.add(hit);
        } else if (ORDER.compare(hit, worstFirst.peek()) < 0) {
            worstFirst.poll();
            worstFirst.add(hit);
        }
    }

    void addAll(Top other) {
        other.worstFirst.forEach(this::add);
    }

    List<Hit> hits() {
        return worstFirst.stream().sorted(ORDER).toList();
    }
}
