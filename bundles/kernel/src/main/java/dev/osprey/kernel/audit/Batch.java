package dev.osprey.kernel.audit;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Lines that go to the disk in one write, with where each ends, so that after a failure it is known which got in. */
final class Batch {

    private final Chain chain;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Mark> marks = new ArrayList<>();
    private Head head;

    Batch(Chain chain, Head head) {
        this.chain = chain;
        this.head = head;
    }

    void lineBreak() {
        bytes.write('\n');
        marks.add(new Mark(bytes.size(), bytes.size(), head, false));
    }

    /** @param counted whether it is one of the lines that were handed in */
    void add(AuditLine line, boolean counted) {
        byte[] body = line.encode(head.seq() + 1);
        head = new Head(head.seq() + 1, chain.next(head.chain(), body, body.length - 1));
        bytes.writeBytes(ChainedLine.join(body, head.chain()));
        marks.add(new Mark(bytes.size(), bytes.size() - 1, head, counted));
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    /** The last part that is whole within so many bytes, a missing line break at its end forgiven; null if there is none. */
    Mark reached(int written) {
        Mark reached = null;
        for (Mark mark : marks) {
            if (mark.needed() > written) {
                break;
            }
            reached = mark;
        }
        return reached;
    }

    /** How many of the lines that were handed in got in. */
    int counted(Mark reached) {
        int count = 0;
        for (Mark mark : marks) {
            if (reached == null || mark.end() > reached.end()) {
                break;
            }
            count += mark.counted() ? 1 : 0;
        }
        return count;
    }

    /**
     * Where a part ends.
     *
     * @param end offset behind its line break
     * @param needed bytes without which it is not whole
     * @param head the head when it is written
     * @param counted whether it is one of the lines that were handed in
     */
    record Mark(int end, int needed, Head head, boolean counted) {}
}
