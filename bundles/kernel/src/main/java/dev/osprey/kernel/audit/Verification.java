package dev.osprey.kernel.audit;

import java.util.ArrayList;
import java.util.List;

/** What a verification found; of very many problems only the first are kept. Not threadsafe. */
final class Verification {

    static final int MOST = 100;

    private final List<Problem> problems = new ArrayList<>();
    private int leftOut;
    int files;
    long lines;
    long firstSeq;
    long lastSeq;
    long unchained;
    long torn;

    void problem(String file, long line, String what, String remedy) {
        if (problems.size() < MOST) {
            problems.add(new Problem(file, line, what, remedy));
        } else {
            leftOut++;
        }
    }

    boolean ok() {
        return problems.isEmpty();
    }

    List<Problem> problems() {
        return problems;
    }

    int leftOut() {
        return leftOut;
    }

    /**
     * Something that does not fit.
     *
     * @param file name of the file
     * @param line number of the line in it, 0 for the file as a whole
     * @param what what is wrong
     * @param remedy what to do about it
     */
    record Problem(String file, long line, String what, String remedy) {}
}
